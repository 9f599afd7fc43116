using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Versions;

namespace Skep.Packages.Python;

/// <summary>Python distributions as pip and its relatives install them.</summary>
internal sealed class PythonEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("pypi");

    public EcosystemId Id => Name;

    public string Title => "Python";

    public IVersionOrder Versions { get; } = new PythonVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
    [
        new PipfileLockInspector(),
        new PythonDistributionInspector(),
        new PythonEggInspector(),
        new PythonLockInspector(),
        new RequirementsInspector(),
    ];

    public string NormaliseName(string name) => PythonName.Normalise(name);

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        new(Name.Value, null, package.Name.ToLowerInvariant().Replace('_', '-'), package.Version);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command("pip install --upgrade", $"{package.Name}=={fixedVersion}");
}
