using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Formats;
using Skep.Packages.Versions;

namespace Skep.Packages.Npm;

/// <summary>JavaScript packages of npm and of the managers that share its registry.</summary>
internal sealed class NpmEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("npm");

    public EcosystemId Id => Name;

    public string Title => "npm";

    public IVersionOrder Versions { get; } = new SemVerOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
    [
        new NpmLockInspector(),
        new NpmPackageInspector(),
        new PnpmLockInspector(),
        new YarnLockInspector(),
    ];

    public string NormaliseName(string name) => name;

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        SplitName.Purl(Name, package);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command("npm install", $"{package.Name}@{fixedVersion}");
}
