using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Versions;

namespace Skep.Packages.Dart;

/// <summary>Dart and Flutter packages of pub.dev.</summary>
internal sealed class PubEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("pub");

    public EcosystemId Id => Name;

    public string Title => "Dart";

    public IVersionOrder Versions { get; } = new SemVerOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
    [
        new PubspecLockInspector(),
    ];

    public string NormaliseName(string name) => name;

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        new(Name.Value, null, package.Name, package.Version);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command("dart pub add", $"{package.Name}:{fixedVersion}");
}
