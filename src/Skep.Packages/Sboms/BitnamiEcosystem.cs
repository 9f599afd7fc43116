using Skep.Core;

namespace Skep.Packages.Sboms;

/// <summary>Applications as Bitnami packages them, known by the bill of materials each of its folders holds.</summary>
internal sealed class BitnamiEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("bitnami");

    public EcosystemId Id => Name;

    public string Title => "Bitnami";

    public IVersionOrder Versions { get; } = new BitnamiVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } = [new SbomInspector()];

    public string NormaliseName(string name) => name.ToLowerInvariant();

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        new(Name.Value, null, NormaliseName(package.Name), package.Version)
        {
            Qualifiers = [new("arch", package.Architecture)],
        };

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) => null;
}
