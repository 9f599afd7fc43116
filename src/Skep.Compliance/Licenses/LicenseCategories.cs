using Skep.Core;

namespace Skep.Compliance.Licenses;

/// <summary>The category of a licence of the SPDX list, and of an expression of several.</summary>
/// <remarks>Not legal advice: what lawyers of most companies ask about first.</remarks>
internal static class LicenseCategories
{
    /// <summary>Beginnings of ids; the longest that fits decides.</summary>
    private static readonly Dictionary<string, LicenseCategory> Beginnings = Table(
        (LicenseCategory.Restricted,
            "SSPL BUSL Elastic- PolyForm- Aladdin CC-BY-NC CC-BY-ND Hippocratic- SUL- FSL- NPOSL- MS-LPL CC-BY-NC-SA "
            + "Commons-Clause RPSL NCGL OpenMDW-NC"),
        (LicenseCategory.NetworkCopyleft, "AGPL- RPL- OSL- CPAL- Parity- CAL- APSL-2 EUPL- RSCPL"),
        (LicenseCategory.StrongCopyleft,
            "GPL- CECILL-1 CECILL-2 CC-BY-SA CC-SA QPL- Sleepycat Nokia NGPL TGPPL SMAIL-GPL copyleft-next GFDL- "
            + "LiLiQ-Rplus CERN-OHL-S SISSL Arphic"),
        (LicenseCategory.WeakCopyleft,
            "LGPL LGPLLR MPL- EPL- CDDL- CPL- IPL- MS-RL APSL- NPL- SPL- LPPL- CECILL-C ErlPL- Motosoto OCLC- "
            + "LPL- SugarCRM- gSOAP OGTSL CERN-OHL-W LiLiQ-R- Interbase- CDLA-Sharing ODbL Watcom BitTorrent- GCR"),
        (LicenseCategory.PublicDomain,
            "CC0- Unlicense CC-PDDC CC-PDM PDDL- blessing SAX-PD NIST-PD NTIA-PD libselinux- ANTLR-PD 0BSD WTFPL MIT-0 "
            + "LPD-document"),
        (LicenseCategory.Permissive,
            "MIT BSD- Apache- ISC Zlib zlib- X11 PSF- Python- CNRI- curl HPND NCSA OpenSSL BSL- PostgreSQL "
                + "Unicode- ICU "
            + "Libpng libpng- FTL IJG TCL Vim W3C ZPL- AFL- Artistic- Ruby PHP- NTP BlueOak- UPL- MS-PL Info-ZIP "
            + "bzip2- "
            + "libtiff SMLNJ XFree86- Xnet CC-BY- OFL- MulanPSL- ECL- EFL- Beerware OLDAP- Net-SNMP JasPer- RSA-MD "
            + "Spencer- Latex2e FSFAP FSFUL FSFULLR Bitstream- UCAR LZMA-SDK- MirOS AAL Intel SSH- ssh-keyscan DOC GD "
            + "TCP-wrappers Boehm-GC CMU- Fair EDL- Mup Multics NAIST- NLOD- OGC- OML SunPro Sendmail SGI-B- Plexus "
            + "ImageMagick gnuplot Xerox XSkat TU-Berlin- Glulxe Leptonica Crossword DSDP NRL Newsletr psutils Qhull "
            + "SWL TOSL Wsuipa xpp YPL- Zed Zend- CDLA-Permissive- MakeIndex mpich2 mpi-permissive Minpack Ubuntu-font "
            + "Linux-man-pages- Kazlib Martin-Birgmeier NetCDF OFFIS SAX- Community-Spec- UnixCrypt Vixie-Cron Baekmuk "
            + "Cornell- DL-DE-BY-"));

    /// <summary>Exceptions that let a whole work keep its own licence.</summary>
    private static readonly string[] Linking =
    [
        "Classpath-", "GCC-", "Linux-syscall-note", "Bison-", "Autoconf-", "Libtool-", "Font-", "eCos-", "GNAT-",
            "WxWindows-",
        "OpenJDK-", "OCaml-", "LLVM-", "Swift-", "FLTK-", "GNU-compiler-", "u-boot-", "Qt-", "openvpn-", "cryptsetup-",
        "Texinfo-", "erlang-", "GPL-3.0-linking", "LGPL-3.0-linking", "Independent-modules-", "gnu-javamail-",
            "i2p-", "SANE-",
        "PS-or-PDF-font-", "Bootloader-", "freertos-", "CLISP-", "mif-", "Universal-FOSS-", "GStreamer-",
            "Simple-Library-",
    ];

    /// <param name="expression">As <see cref="SpdxExpression.Normalise"/> writes it.</param>
    public static LicenseCategory Of(string expression)
    {
        string[] words = expression
            .Replace("(", "( ", StringComparison.Ordinal)
            .Replace(")", " )", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int at = 0;
        return Alternatives(words, ref at);
    }

    // Of several offered the reader takes the mildest; of several that hold together the strictest counts.
    private static LicenseCategory Alternatives(string[] words, ref int at)
    {
        LicenseCategory mildest = Together(words, ref at);
        while (at < words.Length && words[at] == "OR")
        {
            at++;
            LicenseCategory other = Together(words, ref at);
            mildest = other < mildest ? other : mildest;
        }

        return mildest;
    }

    private static LicenseCategory Together(string[] words, ref int at)
    {
        LicenseCategory strictest = Single(words, ref at);
        while (at < words.Length && words[at] == "AND")
        {
            at++;
            LicenseCategory other = Single(words, ref at);
            strictest = other > strictest ? other : strictest;
        }

        return strictest;
    }

    private static LicenseCategory Single(string[] words, ref int at)
    {
        if (at == words.Length)
        {
            return LicenseCategory.Unknown;
        }

        if (words[at] == "(")
        {
            at++;
            LicenseCategory inner = Alternatives(words, ref at);
            at++;
            return inner;
        }

        LicenseCategory category = OfLicense(words[at++]);
        if (at + 1 < words.Length && words[at] == "WITH")
        {
            string exception = words[at + 1];
            at += 2;
            bool links = Array.Exists(Linking, name => exception.StartsWith(name, StringComparison.Ordinal));
            return category == LicenseCategory.StrongCopyleft && links ? LicenseCategory.WeakCopyleft : category;
        }

        return category;
    }

    private static LicenseCategory OfLicense(string id)
    {
        for (int length = id.Length; length > 1; length--)
        {
            if (Beginnings.TryGetValue(id[..length], out LicenseCategory category))
            {
                return category;
            }
        }

        return LicenseCategory.Unknown;
    }

    private static Dictionary<string, LicenseCategory> Table(params (LicenseCategory Category, string Ids)[] rows) =>
        rows.SelectMany(row => row.Ids
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => (id, row.Category)))
            .DistinctBy(pair => pair.id)
            .ToDictionary(pair => pair.id, pair => pair.Category, StringComparer.Ordinal);
}
