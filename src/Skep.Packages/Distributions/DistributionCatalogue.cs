using Skep.Core;
using Skep.Packages.Alpine;
using Skep.Packages.Arch;
using Skep.Packages.Debian;
using Skep.Packages.OpenWrt;
using Skep.Packages.Rpm;

namespace Skep.Packages.Distributions;

/// <summary>The distributions whose releases we can tell apart and whose support dates we know.</summary>
/// <remarks>
/// A derivative is never taken for its parent, whatever its ID_LIKE says: it has packages and fixes of its own.
/// </remarks>
public static class DistributionCatalogue
{
    private static readonly Dictionary<string, Entry> Known = new(StringComparer.Ordinal)
    {
        ["alinux"] = new("Alibaba Cloud Linux", RpmEcosystem.Name, Major),
        ["almalinux"] = new("AlmaLinux", RpmEcosystem.Name, Major),
        ["alpine"] = new("Alpine Linux", ApkEcosystem.Name, Alpine),
        ["amzn"] = new("Amazon Linux", RpmEcosystem.Name, Amazon),
        ["anolis"] = new("Anolis OS", RpmEcosystem.Name, Major),
        ["arch"] = new("Arch Linux", AlpmEcosystem.Name, Rolling),
        ["azurelinux"] = new("Azure Linux", RpmEcosystem.Name, MajorMinor),
        ["centos"] = new("CentOS", RpmEcosystem.Name, Major),
        ["chainguard"] = new("Chainguard OS", ApkEcosystem.Name, Rolling),
        ["debian"] = new("Debian", DebEcosystem.Name, Debian),
        ["fedora"] = new("Fedora Linux", RpmEcosystem.Name, Major),
        ["kylin"] = new("Kylin", RpmEcosystem.Name, Whole),
        ["mariner"] = new("CBL-Mariner", RpmEcosystem.Name, MajorMinor),
        ["ol"] = new("Oracle Linux", RpmEcosystem.Name, Major),
        ["opencloudos"] = new("OpenCloudOS", RpmEcosystem.Name, Major),
        ["openeuler"] = new("openEuler", RpmEcosystem.Name, OpenEuler),
        ["opensuse"] = new("openSUSE", RpmEcosystem.Name, MajorMinor),
        ["opensuse-leap"] = new("openSUSE Leap", RpmEcosystem.Name, MajorMinor),
        ["opensuse-tumbleweed"] = new("openSUSE Tumbleweed", RpmEcosystem.Name, Rolling),
        ["openwrt"] = new("OpenWrt", OpkgEcosystem.Name, MajorMinor),
        ["photon"] = new("Photon OS", RpmEcosystem.Name, Major),
        ["rhel"] = new("Red Hat Enterprise Linux", RpmEcosystem.Name, Major),
        ["rocky"] = new("Rocky Linux", RpmEcosystem.Name, Major),
        ["sles"] = new("SUSE Linux Enterprise Server", RpmEcosystem.Name, Whole),
        ["tencentos"] = new("TencentOS Server", RpmEcosystem.Name, Major),
        ["ubuntu"] = new("Ubuntu", DebEcosystem.Name, MajorMinor),
        ["uos"] = new("UnionTech OS Server", RpmEcosystem.Name, Whole),
        ["wolfi"] = new("Wolfi", ApkEcosystem.Name, Rolling),
    };

    // Testing and unstable give no number; testing gives the code name of the release it will be.
    private static readonly Dictionary<string, string> DebianCodenames = new(StringComparer.Ordinal)
    {
        ["bullseye"] = "11",
        ["bookworm"] = "12",
        ["trixie"] = "13",
        ["forky"] = "14",
        ["duke"] = "15",
    };

    /// <summary>The release that <paramref name="distribution"/> is; null when we do not know the
    /// distribution.</summary>
    public static DistributionRelease? Find(Distribution distribution)
    {
        if (!Known.TryGetValue(distribution.Id, out Entry? entry))
        {
            return null;
        }

        string release = entry.ReleaseOf(distribution);
        bool stream = IsCentOsStream(distribution);
        string title = stream ? $"{entry.Title} Stream" : entry.Title;
        SupportDates? dates = SupportDates.Find(stream ? "centos-stream" : distribution.Id, release);
        return new DistributionRelease(distribution.Id, release, $"{title} {release}".TrimEnd(), entry.Ecosystem)
        {
            StandardEnd = dates?.Standard,
            ExtendedEnd = dates?.Extended,
            IsExtensionFree = distribution.Id == "debian",
            IsRolling = entry.ReleaseOf == Rolling || release is "sid" or "edge",
        };
    }

    // Stream ends years after the CentOS of the same number, and only its long name tells it apart.
    private static bool IsCentOsStream(Distribution distribution) =>
        distribution.Id == "centos" && distribution.PrettyName.Contains("Stream", StringComparison.Ordinal);

    private static string Rolling(Distribution distribution) => string.Empty;

    private static string Whole(Distribution distribution) => distribution.VersionId;

    private static string Major(Distribution distribution) => FirstParts(distribution.VersionId, 1);

    private static string MajorMinor(Distribution distribution) => FirstParts(distribution.VersionId, 2);

    // "3.19_alpha20230901" is what will be 3.19; it gets edge's packages.
    private static string Alpine(Distribution distribution) =>
        distribution.VersionId.Contains('_') ? "edge" : MajorMinor(distribution);

    // The first Amazon Linux was numbered by month, and its repositories roll from one to the next.
    private static string Amazon(Distribution distribution) =>
        distribution.VersionId.StartsWith("201", StringComparison.Ordinal) ? "1" : Major(distribution);

    private static string Debian(Distribution distribution) =>
        distribution.VersionId.Length > 0
            ? Major(distribution)
            : DebianCodenames.GetValueOrDefault(distribution.Codename.Split('/')[0], "sid");

    // VERSION_ID says 22.03 for each of its service packs; the long name tells them apart: "openEuler 22.03
    // (LTS-SP1)".
    private static string OpenEuler(Distribution distribution)
    {
        string name = distribution.PrettyName;
        int open = name.IndexOf('(', StringComparison.Ordinal);
        int close = name.LastIndexOf(')');
        return open >= 0 && close > open
            ? $"{distribution.VersionId}-{name[(open + 1)..close]}"
            : distribution.VersionId;
    }

    private static string FirstParts(string version, int count) => string.Join('.', version.Split('.').Take(count));

    private sealed record Entry(string Title, EcosystemId Ecosystem, Func<Distribution, string> ReleaseOf);
}
