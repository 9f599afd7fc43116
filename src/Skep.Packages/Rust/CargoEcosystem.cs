using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Versions;

namespace Skep.Packages.Rust;

/// <summary>Rust crates of crates.io, whose names differ by more than case and kind of dash.</summary>
internal sealed class CargoEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("cargo");

    public EcosystemId Id => Name;

    public string Title => "Rust crates";

    public IVersionOrder Versions { get; } = new SemVerOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
    [
        new CargoLockInspector(),
        new RustBinaryInspector(),
    ];

    public string NormaliseName(string name) => name.ToLowerInvariant().Replace('_', '-');

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        new(Name.Value, null, package.Name, package.Version);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command("cargo update --precise", fixedVersion, $"{package.Name}@{package.Version}");
}
