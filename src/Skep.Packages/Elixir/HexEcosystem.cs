using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Versions;

namespace Skep.Packages.Elixir;

/// <summary>Elixir and Erlang packages of hex.pm.</summary>
internal sealed class HexEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("hex");

    public EcosystemId Id => Name;

    public string Title => "Hex";

    public IVersionOrder Versions { get; } = new SemVerOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
    [
        new BeamApplicationInspector(),
        new HexMetadataInspector(),
        new MixLockInspector(),
    ];

    public string NormaliseName(string name) => name;

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        new(Name.Value, null, package.Name, package.Version);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command("mix deps.update", package.Name);
}
