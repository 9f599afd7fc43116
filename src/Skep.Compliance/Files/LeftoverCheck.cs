using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Files;

/// <summary>What tools of the build left in the image's files.</summary>
internal sealed class LeftoverCheck : ConfigCheck
{
    private static readonly ConfigRule Cache = new(
        "config/files/package-cache", Severity.Negligible, "Caches of the build are in the image")
    {
        Description = "Downloads and lists of package managers make the image larger, and some hold logins.",
        Advice = "Remove them in the instruction that makes them, or mount them: RUN --mount=type=cache,target=….",
        References = ["DKL-DI-0005", "hadolint DL3009, DL3042"],
    };

    /// <summary>What is only there when a tool put it there and nobody cleared it.</summary>
    private static readonly string[] Paths =
    [
        "root/.cache/pip", "root/.cache/uv", "root/.cache/pypoetry", "root/.cache/go-build", "root/.cache/yarn",
        "root/.cache/composer", "root/.composer/cache", "root/.npm/_cacache", "root/.m2/repository",
            "root/.gradle/caches",
        "root/.cargo/registry/cache", "usr/local/cargo/registry/cache", "root/.nuget/packages",
        "usr/local/share/.cache/yarn", "root/.bundle/cache", "root/.cpanm/work", "var/cache/apt/pkgcache.bin",
        "var/cache/apt/srcpkgcache.bin", "var/cache/dnf/expired_repos.json", "var/cache/yum/x86_64",
    ];

    public override string Id => "config/files/leftovers";

    public override IReadOnlyList<ConfigRule> Rules => [Cache];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files) =>
        files.IsKnown
            ? Paths.Concat(AptLists(image.Distribution))
                .Select(LayerPath.Parse)
                .Where(files.Exists)
                .Select(path => Cache.Sight($"/{path} is left from the build.") with
                {
                    Location = path.ToString(),
                    LayerIndex = files.LayerOf(path),
                    CheckCommand = $"du -sh '/{path}'",
                })
            : [];

    // The lists' names are made of the mirror's address and the release; the usual mirrors are asked for.
    private static IEnumerable<string> AptLists(Distribution? distribution)
    {
        const string Lists = "var/lib/apt/lists/";
        string codename = distribution?.Codename ?? string.Empty;
        return distribution?.Id switch
        {
            "debian" when codename.Length > 0 => [$"{Lists}deb.debian.org_debian_dists_{codename}_InRelease"],
            "ubuntu" when codename.Length > 0 =>
            [
                $"{Lists}archive.ubuntu.com_ubuntu_dists_{codename}_InRelease",
                $"{Lists}ports.ubuntu.com_ubuntu-ports_dists_{codename}_InRelease",
            ],
            _ => [],
        };
    }
}
