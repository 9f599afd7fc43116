using Skep.Core;
using Skep.Packages.Versions;

namespace Skep.Packages.Binaries;

/// <summary>Programs and libraries that no package manager recorded.</summary>
internal sealed class GenericEcosystem : IEcosystem
{
    public EcosystemId Id => BinaryProduct.Ecosystem;

    public string Title => "Binaries without a package";

    public IVersionOrder Versions { get; } = new GenericVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } = [new BinaryInspector(Classifiers.All)];

    public string NormaliseName(string name) => name.ToLowerInvariant();

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        new("generic", null, package.Name, package.Version);

    /// <remarks>Whoever copied the file in has to copy a newer one: no command does it.</remarks>
    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) => null;
}
