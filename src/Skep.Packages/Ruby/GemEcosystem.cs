using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Versions;

namespace Skep.Packages.Ruby;

/// <summary>Ruby libraries of RubyGems.</summary>
internal sealed class GemEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("gem");

    public EcosystemId Id => Name;

    public string Title => "RubyGems";

    public IVersionOrder Versions { get; } = new GemVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
    [
        new GemfileLockInspector(),
        new GemspecInspector(),
    ];

    public string NormaliseName(string name) => name;

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        new(Name.Value, null, package.Name, package.Version);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command("gem install", $"{package.Name}:{fixedVersion}");
}
