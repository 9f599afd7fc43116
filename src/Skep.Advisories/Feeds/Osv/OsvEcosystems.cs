namespace Skep.Advisories.Feeds.Osv;

/// <summary>OSV's names of ecosystems and releases, and the scopes they are.</summary>
/// <remarks>List: <see href="https://ossf.github.io/osv-schema/#defined-ecosystems"/>.</remarks>
internal static class OsvEcosystems
{
    private static readonly Dictionary<string, string> Languages = new(StringComparer.Ordinal)
    {
        ["npm"] = "npm",
        ["PyPI"] = "pypi",
        ["Go"] = "golang",
        ["crates.io"] = "cargo",
        ["RubyGems"] = "gem",
        ["Packagist"] = "composer",
        ["Maven"] = "maven",
        ["NuGet"] = "nuget",
        ["Hex"] = "hex",
        ["Hackage"] = "hackage",
        ["Pub"] = "pub",
        ["SwiftURL"] = "swift",
        ["Bitnami"] = "bitnami",
        ["CRAN"] = "cran",
        ["ConanCenter"] = "conan",
        ["Conda"] = "conda",
        ["GitHub Actions"] = "github",
        ["Linux"] = "linux",
        ["OSS-Fuzz"] = "oss-fuzz",
    };

    private static readonly Dictionary<string, string> Distributions = new(StringComparer.Ordinal)
    {
        ["Alpine"] = "alpine",
        ["Debian"] = "debian",
        ["AlmaLinux"] = "almalinux",
        ["Rocky Linux"] = "rocky",
        ["Wolfi"] = "wolfi",
        ["Chainguard"] = "chainguard",
        ["Mageia"] = "mageia",
        ["openEuler"] = "openeuler",
        ["Photon OS"] = "photon",
        ["Azure Linux"] = "azurelinux",
        ["Alpaquita"] = "alpaquita",
        ["MinimOS"] = "minimos",
        ["Echo"] = "echo",
    };

    /// <summary>The name without the release: <c>Debian:12</c> is of <c>Debian</c>.</summary>
    public static string Family(string ecosystem)
    {
        int colon = ecosystem.IndexOf(':');
        return colon < 0 ? ecosystem : ecosystem[..colon];
    }

    /// <summary>The scope of <paramref name="ecosystem"/>; null for one that Skep does not know.</summary>
    public static string? Scope(string ecosystem)
    {
        string family = Family(ecosystem);
        if (Languages.TryGetValue(family, out string? language))
        {
            return language;
        }

        string release = ecosystem.Length > family.Length ? ecosystem[(family.Length + 1)..] : string.Empty;
        return family switch
        {
            "Alpine" => $"alpine:{release.TrimStart('v')}",
            "Ubuntu" => Ubuntu(release),
            "Red Hat" => RedHat(release),
            "SUSE" => Suse(release),
            "openSUSE" => OpenSuse(release),
            _ when Distributions.TryGetValue(family, out string? id) => release.Length == 0 ? id : $"{id}:{release}",
            _ => null,
        };
    }

    /// <summary>Whether <paramref name="scope"/> is <paramref name="family"/> or one of its releases.</summary>
    public static bool IsOf(string scope, string family) =>
        Scope(family) is { } own
        && scope.AsSpan().StartsWith(own.AsSpan().TrimEnd(':'), StringComparison.Ordinal)
        && (scope.Length == own.TrimEnd(':').Length || scope[own.TrimEnd(':').Length] == ':');

    /// <summary>Whether packages of <paramref name="ecosystem"/> are named as binary packages.</summary>
    public static bool NamesBinaries(string ecosystem) =>
        Family(ecosystem)
            is "AlmaLinux"
                or "Rocky Linux"
                or "Red Hat"
                or "SUSE"
                or "openSUSE"
                or "Mageia"
                or "Photon OS"
                or "Azure Linux";

    /// <summary>Whether packages of <paramref name="ecosystem"/> belong to a distribution.</summary>
    public static bool IsDistribution(string ecosystem) =>
        Family(ecosystem) is "Ubuntu" or "Red Hat" or "SUSE" or "openSUSE"
        || Distributions.ContainsKey(Family(ecosystem));

    // "22.04:LTS", "Pro:16.04:LTS", "Pro:FIPS-updates:20.04:LTS".
    private static string Ubuntu(string release)
    {
        string[] words = release.Split(':');
        string version = words.FirstOrDefault(word => word.Length > 0 && char.IsAsciiDigit(word[0])) ?? release;
        string stream = words switch
        {
            ["Pro", .. var rest] when rest.Any(word => word.StartsWith("FIPS", StringComparison.Ordinal)) => "-fips",
            ["Pro", .. var rest] when rest.Contains("Realtime") => "-realtime",
            ["Pro", ..] => "-pro",
            _ => string.Empty,
        };
        return $"ubuntu:{version}{stream}";
    }

    // "enterprise_linux:9::baseos"; extended streams ("rhel_eus:9.2::appstream") stay apart.
    private static string RedHat(string release)
    {
        string[] words = release.Split(':');
        string version = words.Length > 1 ? words[1] : string.Empty;
        return words[0] == "enterprise_linux" ? $"rhel:{version}" : $"{words[0].Replace('_', '-')}:{version}";
    }

    // "Linux Enterprise Server 15 SP3", "Linux Enterprise Module for Basesystem 15 SP3".
    private static string Suse(string release)
    {
        string[] words = release.Split(' ');
        int major = Array.FindIndex(words, word => word.Length > 0 && char.IsAsciiDigit(word[0]));
        if (major < 0)
        {
            return "sles";
        }

        string pack =
            words.Length > major + 1 && words[major + 1].StartsWith("SP", StringComparison.Ordinal)
                ? $".{words[major + 1][2..]}"
                : string.Empty;
        return $"sles:{words[major]}{pack}";
    }

    private static string OpenSuse(string release) =>
        release.StartsWith("Leap ", StringComparison.Ordinal)
            ? $"opensuse-leap:{release["Leap ".Length..]}"
            : $"opensuse-{release.ToLowerInvariant().Replace(' ', '-')}";
}
