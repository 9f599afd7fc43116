using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Versions;

namespace Skep.Packages.Arch;

/// <summary>Packages of pacman: Arch Linux and what is made from it.</summary>
internal sealed class AlpmEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("alpm");

    public EcosystemId Id => Name;

    public string Title => "Arch Linux packages";

    public IVersionOrder Versions { get; } = new PacmanVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } = [new PacmanDescInspector(), new PacmanFilesInspector()];

    public string NormaliseName(string name) => name;

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        DistributionPurl.Of(Name, package, distribution);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command("pacman -S", package.Name);
}
