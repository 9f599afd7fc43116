using Skep.Compliance.Rules;

namespace Skep.Compliance.Settings;

/// <summary>One tool's settings files, and the lines in them by which nothing is verified any more.</summary>
/// <remarks>
/// Formats: sources.list(5), apt.conf(5), dnf.conf(5), zypper(8), pacman.conf(5), curl(1), wget(1), npmrc(5),
/// git-config(1) and <see href="https://pip.pypa.io/en/stable/topics/configuration/"/>. Only what somebody
/// wrote is reported, never a default.
/// </remarks>
internal sealed record SettingsFile(
    string Name, Func<string, (ConfigRule Rule, string Setting)?> Judge, params string[] Globs)
{
    private static readonly string[] Yes = ["yes", "true", "1", "on"];
    private static readonly string[] No = ["no", "false", "0", "off"];

    public static IReadOnlyList<SettingsFile> All { get; } =
    [
        new("apt-sources", AptLine, "etc/apt/sources.list", "etc/apt/sources.list.d/*.list"),
        new("apt-stanzas", AptStanza, "etc/apt/sources.list.d/*.sources") { Sections = SectionStyle.Stanzas },
        new("apt", AptSetting, "etc/apt/apt.conf", "etc/apt/apt.conf.d/*"),
        new("rpm", Rpm, "etc/yum.conf", "etc/dnf/dnf.conf", "etc/yum.repos.d/*.repo", "etc/zypp/repos.d/*.repo",
            "etc/zypp/zypp.conf") { Sections = SectionStyle.Brackets },
        new("pacman", Pacman, "etc/pacman.conf") { Sections = SectionStyle.Brackets },
        new("curl", line => Tls(line, ["insecure", "-k", "--insecure", "proxy-insecure"], [""]),
            "**/.curlrc", "etc/curlrc"),
        new("wget", line => Tls(line, ["check_certificate", "check-certificate"], No), "**/.wgetrc", "etc/wgetrc"),
        new("npm", line => Tls(line, ["strict-ssl"], No),
            "**/.npmrc", "etc/npmrc", "usr/etc/npmrc", "usr/local/etc/npmrc"),
        new("git", line => Tls(line, ["sslverify"], No), "**/.gitconfig", "etc/gitconfig", "**/.config/git/config"),
        new("pip", Pip, "etc/pip.conf", "**/.pip/pip.conf", "**/.config/pip/pip.conf"),
    ];

    private enum SectionStyle
    {
        None,

        /// <summary>[name], then its settings.</summary>
        Brackets,

        /// <summary>Apart by empty lines (deb822).</summary>
        Stanzas,
    }

    private SectionStyle Sections { get; init; }

    public bool BeginsSection(string line) => Sections switch
    {
        SectionStyle.Brackets => line is ['[', .., ']'],
        SectionStyle.Stanzas => line.Length == 0,
        _ => false,
    };

    /// <summary>Whether a line switches its section off.</summary>
    public bool IsOff(string line) =>
        Sections != SectionStyle.None && Split(line) is var (name, value) && name == "enabled" && No.Contains(value);

    // deb [trusted=yes arch=amd64] http://…
    private static (ConfigRule, string)? AptLine(string line)
    {
        int open = line.IndexOf('[', StringComparison.Ordinal);
        int close = line.IndexOf(']', StringComparison.Ordinal);
        if (!line.StartsWith("deb", StringComparison.Ordinal) || open < 0 || close < open)
        {
            return null;
        }

        return line[(open + 1)..close].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(Split)
            .FirstOrDefault(IsTrust) is var (name, value)
            ? (SettingsRules.Packages, $"{name}={value}")
            : null;
    }

    private static (ConfigRule, string)? AptStanza(string line) =>
        Split(line) is var (name, value) && IsTrust((name, value))
            ? (SettingsRules.Packages, $"{name}: {value}")
            : null;

    private static bool IsTrust((string Name, string Value)? option) =>
        option is ("trusted" or "allow-insecure" or "allow-weak", { } value) && Yes.Contains(value);

    // APT::Get::AllowUnauthenticated "true"; and the same in nested braces
    private static (ConfigRule, string)? AptSetting(string line)
    {
        string[] words = line.Split([' ', '\t', '"', ';', '{', '}'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i + 1 < words.Length; i++)
        {
            string name = words[i][(words[i].LastIndexOf(':') + 1)..].ToLowerInvariant();
            string value = words[i + 1].ToLowerInvariant();
            if (name is "allowunauthenticated" or "allowinsecurerepositories" or "allowdowngradetoinsecurerepositories"
                && Yes.Contains(value))
            {
                return (SettingsRules.Packages, $"{words[i]} \"{value}\"");
            }

            if (name is "verify-peer" or "verify-host" && No.Contains(value))
            {
                return (SettingsRules.Tls, $"{words[i]} \"{value}\"");
            }
        }

        return null;
    }

    private static (ConfigRule, string)? Rpm(string line) => Split(line) switch
    {
        ("gpgcheck" or "pkg_gpgcheck" or "gpgcheck_policy", { } value) when No.Contains(value) =>
            (SettingsRules.Packages, line),
        ("sslverify", { } value) when No.Contains(value) => (SettingsRules.Tls, line),
        _ => null,
    };

    private static (ConfigRule, string)? Pacman(string line) =>
        Split(line) is ("siglevel", { } value)
            && value.Split(' ').Any(word => word is "never" or "trustall" or "packagenever" or "packagetrustall")
            ? (SettingsRules.Packages, $"SigLevel = {value}")
            : null;

    // More hosts may follow on lines of their own.
    private static (ConfigRule, string)? Pip(string line) =>
        Split(line) is ("trusted-host" or "trusted_host", _) ? (SettingsRules.Tls, "trusted-host") : null;

    private static (ConfigRule, string)? Tls(string line, string[] names, string[] values) =>
        Split(line) is var (name, value) && names.Contains(name) && values.Contains(value)
            ? (SettingsRules.Tls, value.Length == 0 ? name : $"{name}={value}")
            : null;

    /// <summary>A setting's name and value in lower case; a name alone has an empty one. Null for none.</summary>
    private static (string Name, string Value)? Split(string line)
    {
        int end = line.AsSpan().IndexOfAny("=: \t");
        if (end == 0 || line.Length == 0)
        {
            return null;
        }

        return end < 0
            ? (line.ToLowerInvariant(), string.Empty)
            : (line[..end].ToLowerInvariant(), line[end..].Trim(' ', '\t', '=', ':', '"', '\'').ToLowerInvariant());
    }
}
