using Skep.Core;

namespace Skep.Packages.Distributions;

/// <summary>Understands sentences such as <c>CentOS Linux release 7.9.2009 (Core)</c> and <c>openSUSE 11.4
/// (x86_64)</c>.</summary>
internal static class ReleaseSentence
{
    private const int MaxLength = 256;

    // The longest beginning that fits counts, so that "Red Hat" derivatives which quote their parent are not
    // taken for it.
    private static readonly (string Begins, string Id)[] Names =
    [
        ("AlmaLinux", "almalinux"),
        ("Alibaba Cloud Linux", "alinux"),
        ("Alibaba Group Enterprise Linux", "alinux"),
        ("Aliyun Linux", "alinux"),
        ("Amazon Linux", "amzn"),
        ("Anolis OS", "anolis"),
        ("Arch Linux", "arch"),
        ("Azure Linux", "azurelinux"),
        ("BigCloud Enterprise Linux", "bclinux"),
        ("CBL-Mariner", "mariner"),
        ("CentOS", "centos"),
        ("Debian", "debian"),
        ("Enterprise Linux Enterprise Linux", "ol"),
        ("EulerOS", "euleros"),
        ("Fedora", "fedora"),
        ("Kylin Linux Advanced Server", "kylin"),
        ("Kylin", "kylin"),
        ("Mariner", "mariner"),
        ("Microsoft Azure Linux", "azurelinux"),
        ("OpenCloudOS", "opencloudos"),
        ("Oracle Linux", "ol"),
        ("Photon", "photon"),
        ("Red Hat Enterprise Linux", "rhel"),
        ("Rocky Linux", "rocky"),
        ("SUSE Linux Enterprise Server", "sles"),
        ("SUSE LINUX Enterprise Server", "sles"),
        ("SLES", "sles"),
        ("Scientific Linux", "scientific"),
        ("TencentOS", "tencentos"),
        ("Tencent tlinux", "tencentos"),
        ("UOS", "uos"),
        ("Ubuntu", "ubuntu"),
        ("UnionTech", "uos"),
        ("VMware Photon", "photon"),
        ("Virtuozzo", "virtuozzo"),
        ("openEuler", "openeuler"),
        ("openSUSE Leap", "opensuse-leap"),
        ("openSUSE Tumbleweed", "opensuse-tumbleweed"),
        ("openSUSE", "opensuse"),
    ];

    /// <summary>The distribution that <paramref name="sentence"/> names; null when it is none we know.</summary>
    public static Distribution? Parse(string sentence)
    {
        sentence = sentence.Trim();
        if (sentence.Length is 0 or > MaxLength)
        {
            return null;
        }

        string? id = null;
        int longest = 0;
        foreach ((string begins, string candidate) in Names)
        {
            if (begins.Length > longest && sentence.StartsWith(begins, StringComparison.Ordinal))
            {
                (id, longest) = (candidate, begins.Length);
            }
        }

        return id is null
            ? null
            : new Distribution(id, AsInOsRelease(id, Version(sentence.AsSpan(longest))))
            {
                PrettyName = sentence,
                Codename = InParentheses(sentence),
            };
    }

    // These two put a build date after the number that their os-release has for VERSION_ID.
    private static string AsInOsRelease(string id, string version) => id switch
    {
        "amzn" when version.StartsWith("202", StringComparison.Ordinal) => version.Split('.')[0],
        "mariner" or "azurelinux" => string.Join('.', version.Split('.').Take(2)),
        _ => version,
    };

    // "release 22.03 (LTS-SP1)", "release V10 (Lance)", "20 1050a": the first word that begins like a number.
    private static string Version(ReadOnlySpan<char> rest)
    {
        foreach (Range range in rest.Split(' '))
        {
            ReadOnlySpan<char> word = rest[range];
            if (word is [>= '0' and <= '9', ..] or ['V', >= '0' and <= '9', ..])
            {
                return word.Trim(",;()").ToString();
            }
        }

        return string.Empty;
    }

    private static string InParentheses(string sentence)
    {
        int open = sentence.IndexOf('(', StringComparison.Ordinal);
        int close = sentence.LastIndexOf(')');
        return open >= 0 && close > open ? sentence[(open + 1)..close] : string.Empty;
    }
}
