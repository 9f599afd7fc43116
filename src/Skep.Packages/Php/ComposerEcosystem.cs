using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Formats;
using Skep.Packages.Versions;

namespace Skep.Packages.Php;

/// <summary>PHP packages of Composer, named <c>vendor/name</c>.</summary>
internal sealed class ComposerEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("composer");

    public EcosystemId Id => Name;

    public string Title => "Composer";

    public IVersionOrder Versions { get; } = new ComposerVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
    [
        new ComposerInspector(),
        new ComposerLockInspector(),
    ];

    public string NormaliseName(string name) => name.ToLowerInvariant();

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        SplitName.Purl(Name, package with { Name = NormaliseName(package.Name) });

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command("composer require", $"{package.Name}:{fixedVersion}");
}
