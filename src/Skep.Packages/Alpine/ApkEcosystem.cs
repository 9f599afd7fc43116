using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Versions;

namespace Skep.Packages.Alpine;

/// <summary>Packages of apk: Alpine, Wolfi, Chainguard, newer OpenWrt.</summary>
internal sealed class ApkEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("apk");

    public EcosystemId Id => Name;

    public string Title => "Alpine packages";

    public IVersionOrder Versions { get; } = new ApkVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } = [new ApkInstalledInspector()];

    public string NormaliseName(string name) => name;

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        DistributionPurl.Of(Name, package, distribution);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command("apk add --upgrade", package.Name);
}
