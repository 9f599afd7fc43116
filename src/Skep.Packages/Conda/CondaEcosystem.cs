using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Versions;

namespace Skep.Packages.Conda;

/// <summary>Packages that conda and its relatives install into an environment.</summary>
internal sealed class CondaEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("conda");

    public EcosystemId Id => Name;

    public string Title => "Conda";

    public IVersionOrder Versions { get; } = new CondaVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
    [
        new CondaMetaInspector(),
    ];

    public string NormaliseName(string name) => name.ToLowerInvariant();

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        new(Name.Value, null, package.Name, package.Version)
        {
            Qualifiers = [new("channel", package.Vendor), new("subdir", package.Architecture)],
        };

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command("conda install", $"{package.Name}={fixedVersion}");
}
