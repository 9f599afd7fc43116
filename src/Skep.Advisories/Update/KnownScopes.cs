namespace Skep.Advisories.Update;

/// <summary>The releases and ecosystems that <c>skep db update --all</c> fetches.</summary>
/// <remarks>
/// A feed that serves all releases of a distribution in one file needs one of them here; where each release has
/// files of its own (Alpine, Red Hat, SUSE …) those are listed that upstream still serves. Scopes no feed is read
/// for are left out.
/// </remarks>
public static class KnownScopes
{
    private static readonly string[] Candidates =
    [
        .. Enumerable.Range(12, 12).Select(minor => $"alpine:3.{minor}"), "alpine:edge",
        "almalinux:8", "almalinux:9", "almalinux:10", "amazon:1", "amazon:2", "amazon:2023", "arch", "azurelinux:3.0",
        "bitnami", "cargo", "chainguard", "composer", "debian:11", "debian:12", "debian:13", "gem", "generic",
        "golang",
        "hackage", "hex",
        "mariner:2.0", "maven", "npm", "nuget", "openeuler:20.03-LTS-SP4", "openeuler:22.03-LTS-SP4",
        "openeuler:24.03-LTS",
        "opensuse-leap:15.6", "opensuse-tumbleweed", "oracle:7", "oracle:8", "oracle:9", "oracle:10", "photon:3",
        "photon:4",
        "photon:5", "pub", "pypi", "rhel:7", "rhel:8", "rhel:9", "rhel:10", "rocky:8", "rocky:9", "rocky:10",
        "sles:12.5",
        "sles:15.5", "sles:15.6", "sles:15.7", "swift", "ubuntu:20.04", "ubuntu:22.04", "ubuntu:24.04", "wolfi",
    ];

    /// <summary>Those of the list for which a feed is read.</summary>
    public static IReadOnlyList<string> All => [.. Candidates.Where(IsServed)];

    /// <summary>Whether any upstream is known for <paramref name="scope"/>.</summary>
    public static bool IsServed(string scope) => FeedLocations.IsServed(scope);
}
