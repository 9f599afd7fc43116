using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Runtime;

/// <summary>Whether an image's programs are for the machine it says it is for.</summary>
/// <remarks>
/// What programs need is told by two facts that every inventory has: the architectures of installed packages, and the
/// path of the dynamic loader, which each ABI fixes.
/// </remarks>
internal sealed class ArchitectureCheck : ConfigCheck
{
    private static readonly ConfigRule Mismatch = new(
        "config/runtime/architecture", Severity.Medium, "Programs are for another architecture")
    {
        Description = "The image says it is for one machine and holds programs for another: they start only under "
            + "emulation, or not at all, and schedulers send it to the wrong nodes.",
        Advice = "Build with --platform of the target, and copy only programs built for it.",
    };

    private static readonly Dictionary<string, string> OfPackages = new(StringComparer.Ordinal)
    {
        ["amd64"] = "amd64",
        ["x86_64"] = "amd64",
        ["x86_64_v2"] = "amd64",
        ["arm64"] = "arm64",
        ["aarch64"] = "arm64",
        ["armhf"] = "arm",
        ["armel"] = "arm",
        ["armv7"] = "arm",
        ["armv7hl"] = "arm",
        ["i386"] = "386",
        ["i586"] = "386",
        ["i686"] = "386",
        ["x86"] = "386",
        ["ppc64el"] = "ppc64le",
        ["ppc64le"] = "ppc64le",
        ["s390x"] = "s390x",
        ["riscv64"] = "riscv64",
        ["loong64"] = "loong64",
        ["loongarch64"] = "loong64",
    };

    private static readonly (string Architecture, string Path)[] Loaders =
    [
        ("amd64", "lib64/ld-linux-x86-64.so.2"),
        ("amd64", "lib/ld-musl-x86_64.so.1"),
        ("arm64", "lib/ld-linux-aarch64.so.1"),
        ("arm64", "lib/ld-musl-aarch64.so.1"),
        ("arm", "lib/ld-linux-armhf.so.3"),
        ("arm", "lib/ld-linux.so.3"),
        ("arm", "lib/ld-musl-armhf.so.1"),
        ("386", "lib/ld-linux.so.2"),
        ("386", "lib/ld-musl-i386.so.1"),
        ("ppc64le", "lib64/ld64.so.2"),
        ("ppc64le", "lib/ld-musl-powerpc64le.so.1"),
        ("s390x", "lib/ld64.so.1"),
        ("s390x", "lib/ld-musl-s390x.so.1"),
        ("riscv64", "lib/ld-linux-riscv64-lp64d.so.1"),
        ("riscv64", "lib/ld-musl-riscv64.so.1"),
        ("loong64", "lib64/ld-linux-loongarch-lp64d.so.1"),
    ];

    private static readonly string[] SystemEcosystems = ["deb", "apk", "rpm"];

    public override string Id => "config/runtime/architecture";

    public override IReadOnlyList<ConfigRule> Rules => [Mismatch];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        string[] platform = image.Image.Platform.Split('/');
        if (platform is not ["linux", var claimed, ..])
        {
            yield break;
        }

        (string Architecture, string Proof)[] facts =
        [
            .. image.Packages
                .Where(package => !package.IsRemoved && package.Package.Evidence == PackageEvidence.Installed
                    && SystemEcosystems.Contains(package.Package.Ecosystem.Value))
                .Where(package => OfPackages.ContainsKey(package.Package.Architecture ?? string.Empty))
                .Select(package => (OfPackages[package.Package.Architecture!], $"package {package.Package.Name}")),
            .. Loaders
                .Where(loader => files.IsKnown && files.Exists(LayerPath.Parse(loader.Path)))
                .Select(loader => (loader.Architecture, "/" + loader.Path)),
        ];

        // One that fits is enough: 64-bit systems hold parts for 32 bits.
        if (facts.Length > 0 && facts.All(fact => fact.Architecture != claimed))
        {
            (string architecture, string proof) = facts[0];
            yield return Mismatch.Sight(
                $"The image says {claimed}, but its programs are for {architecture}, as {proof} shows.") with
            {
                Subject = architecture,
                CheckCommand = "uname -m",
            };
        }
    }
}
