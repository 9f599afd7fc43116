using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Versions;

namespace Skep.Packages.OpenWrt;

/// <summary>Packages of opkg: OpenWrt before 24.10, and embedded systems made with Yocto.</summary>
/// <remarks>Versions order as Debian's do.</remarks>
internal sealed class OpkgEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("opkg");

    public EcosystemId Id => Name;

    public string Title => "OpenWrt packages";

    public IVersionOrder Versions { get; } = new DebVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } = [new OpkgFilesInspector(), new OpkgStatusInspector()];

    public string NormaliseName(string name) => name;

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        DistributionPurl.Of(Name, package, distribution);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command("opkg upgrade", package.Name);
}
