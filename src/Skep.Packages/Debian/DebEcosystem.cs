using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Versions;

namespace Skep.Packages.Debian;

/// <summary>Packages of dpkg: Debian, Ubuntu and what is made from them.</summary>
internal sealed class DebEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("deb");

    public EcosystemId Id => Name;

    public string Title => "Debian packages";

    public IVersionOrder Versions { get; } = new DebVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
    [
        new CopyrightInspector(),
        new DpkgFilesInspector(),
        new DpkgStatusInspector(),
        new DpkgSumsInspector(),
    ];

    public string NormaliseName(string name) => name;

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        DistributionPurl.Of(Name, package, distribution);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command("apt-get install --only-upgrade", $"{package.Name}={fixedVersion}");
}
