using System.Text.RegularExpressions;
using Skep.Core;

namespace Skep.Compliance.Licenses;

/// <summary>Reads what packages declare as licences: SPDX expressions, and the spellings that came before.</summary>
/// <remarks>Debian: <see href="https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"/>; Fedora's names
/// until 2022: <see href="https://docs.fedoraproject.org/en-US/legal/"/>; classifiers of PyPI.</remarks>
internal static partial class LicenseNames
{
    /// <summary>Longer declarations are whole licence texts.</summary>
    private const int MaxLength = 500;

    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["apache"] = "Apache-2.0",
        ["apache 2"] = "Apache-2.0",
        ["apache 2.0"] = "Apache-2.0",
        ["apache-2"] = "Apache-2.0",
        ["apache license"] = "Apache-2.0",
        ["apache license 2.0"] = "Apache-2.0",
        ["apache license, version 2.0"] = "Apache-2.0",
        ["the apache license, version 2.0"] = "Apache-2.0",
        ["the apache software license, version 2.0"] = "Apache-2.0",
        ["apache software license"] = "Apache-2.0",
        ["asl 2.0"] = "Apache-2.0",
        ["artistic"] = "Artistic-1.0-Perl",
        ["artistic 2.0"] = "Artistic-2.0",
        ["artistic-1"] = "Artistic-1.0-Perl",
        ["boost"] = "BSL-1.0",
        ["bsd"] = "BSD-3-Clause",
        ["bsd license"] = "BSD-3-Clause",
        ["bsd-2"] = "BSD-2-Clause",
        ["bsd-3"] = "BSD-3-Clause",
        ["bsd-4"] = "BSD-4-Clause",
        ["new bsd license"] = "BSD-3-Clause",
        ["simplified bsd"] = "BSD-2-Clause",
        ["expat"] = "MIT",
        ["mit license"] = "MIT",
        ["the mit license"] = "MIT",
        ["mit/x11"] = "MIT",
        ["mit/expat"] = "MIT",
        ["x11/mit"] = "MIT",
        ["gfdl"] = "GFDL-1.3-or-later",
        ["isc license"] = "ISC",
        ["isc license (iscl)"] = "ISC",
        ["cc0"] = "CC0-1.0",
        ["mpl-1.1"] = "MPL-1.1",
        ["mpl-2"] = "MPL-2.0",
        ["mplv1.1"] = "MPL-1.1",
        ["mplv2.0"] = "MPL-2.0",
        ["mozilla public license 2.0 (mpl 2.0)"] = "MPL-2.0",
        ["openldap"] = "OLDAP-2.8",
        ["openssl license"] = "OpenSSL",
        ["perl"] = "Artistic-1.0-Perl OR GPL-1.0-or-later",
        ["psf"] = "PSF-2.0",
        ["python"] = "PSF-2.0",
        ["python software foundation license"] = "PSF-2.0",
        ["public domain"] = "CC-PDDC",
        ["public-domain"] = "CC-PDDC",
        ["publicdomain"] = "CC-PDDC",
        ["the unlicense"] = "Unlicense",
        ["ucd"] = "MIT-CMU",
        ["vim"] = "Vim",
        ["wtfpl"] = "WTFPL",
        ["zlib/libpng"] = "Zlib",
        ["sspl"] = "SSPL-1.0",
        ["server side public license"] = "SSPL-1.0",
        ["bsl 1.1"] = "BUSL-1.1",
        ["business source license 1.1"] = "BUSL-1.1",
        ["elastic license 2.0"] = "Elastic-2.0",
        ["epl"] = "EPL-1.0",
        ["eclipse public license 2.0"] = "EPL-2.0",
        ["eclipse public license 1.0"] = "EPL-1.0",
        ["eclipse public license v2.0"] = "EPL-2.0",
        ["cddl"] = "CDDL-1.0",
        ["sleepycat"] = "Sleepycat",
    };

    /// <summary>The expression that is meant, as the SPDX list writes it; null when it is not known.</summary>
    public static string? Normalise(string declared)
    {
        string text = declared.Trim();
        if (text.Length is 0 or > MaxLength)
        {
            return null;
        }

        if (SpdxExpression.Normalise(text) is { } expression)
        {
            return expression;
        }

        // License :: OSI Approved :: MIT License
        text = text[(text.LastIndexOf("::", StringComparison.Ordinal) + 1)..].TrimStart(':', ' ');
        if (Name(text) is { } single)
        {
            return single;
        }

        // "GPLv2+ and (MIT or BSD)", "MIT, BSD" and "Apache-2.0/MIT": name by name, with the operators that stand
        // there.
        string spaced = Separators().Replace(text, match => match.Value.Trim().ToLowerInvariant() switch
        {
            "(" => " ( ",
            ")" => " ) ",
            "or" or "|" or "/" => " OR ",
            _ => " AND ",
        });
        var words = new List<string>();
        var name = new List<string>();
        foreach (string word in spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(")"))
        {
            if (word is not ("(" or ")" or "AND" or "OR"))
            {
                name.Add(word);
                continue;
            }

            // What is no name makes the whole no expression.
            words.AddRange(name.Count == 0 ? [] : [Name(string.Join(' ', name)) is { } known ? $"({known})" : "?"]);
            words.Add(word);
            name.Clear();
        }

        return SpdxExpression.Normalise(string.Join(' ', words.SkipLast(1)));
    }

    private static string? Name(string text)
    {
        text = text.Trim();
        return SpdxExpression.Normalise(text) ?? Known.GetValueOrDefault(text) ?? Gnu(text);
    }

    // GPL-2+, GPLv2+, LGPL-2.1, GNU GPL v3, AGPLv3+, GNU General Public License v2 or later (GPLv2+)
    private static string? Gnu(string text)
    {
        Match match = GnuName().Match(text);
        if (!match.Success)
        {
            return null;
        }

        string family = match.Groups["family"].Value.ToUpperInvariant() switch
        {
            "LGPL" or "LESSER" or "LIBRARY" => "LGPL",
            "AGPL" or "AFFERO" => "AGPL",
            _ => "GPL",
        };
        string version = match.Groups["version"].Value;
        bool orLater = version.Length == 0 || match.Groups["later"].Success;
        version = version.Length == 0 ? family switch { "LGPL" => "2.0", "AGPL" => "3.0", _ => "1.0" } : version;
        version = version.Contains('.') ? version : version + ".0";
        return SpdxExpression.Normalise($"{family}-{version}-{(orLater ? "or-later" : "only")}");
    }

    [GeneratedRegex(
        @"^(the\s+)?(gnu\s+)?(?<family>agpl|lgpl|gpl|affero|lesser|library|general)"
            + @"(\s+general)?(\s+public)?(\s+licen[cs]e)?[\s,-]*(v|version\s*)?(?<version>\d(\.\d)?)?"
            + @"(?<later>\s*\+|\s+or\s+(any\s+)?(later|newer)|-or-later)?(-only)?(\s*\([^)]*\))?$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex GnuName();

    [GeneratedRegex(
        @"\s+(and|or)\s+|\s*[|&;,/]\s*|\(|\)",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Separators();
}
