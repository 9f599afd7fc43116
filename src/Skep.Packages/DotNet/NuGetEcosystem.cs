using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Versions;

namespace Skep.Packages.DotNet;

/// <summary>.NET packages of NuGet, and the shared frameworks, which NuGet publishes too.</summary>
internal sealed class NuGetEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("nuget");

    public EcosystemId Id => Name;

    public string Title => "NuGet";

    public IVersionOrder Versions { get; } = new NuGetVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
    [
        new DepsJsonInspector(),
        new NuGetLockInspector(),
        new PackagesConfigInspector(),
    ];

    public string NormaliseName(string name) => name.ToLowerInvariant();

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        new(Name.Value, null, package.Name, package.Version);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command("dotnet add package --version", fixedVersion, package.Name);
}
