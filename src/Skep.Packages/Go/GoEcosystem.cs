using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Formats;
using Skep.Packages.Versions;

namespace Skep.Packages.Go;

/// <summary>Go modules, and the standard library as module <c>stdlib</c>.</summary>
internal sealed class GoEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("golang");

    public EcosystemId Id => Name;

    public string Title => "Go modules";

    public IVersionOrder Versions { get; } = new GoVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
    [
        new GoBinaryInspector(),
        new GoModInspector(),
        new GoSumInspector(),
    ];

    public string NormaliseName(string name) => name;

    public PackageUrl Purl(Package package, Distribution? distribution) =>
        SplitName.Purl(Name, package);

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        ShellWord.Command(
            "go get",
            package.Name == GoBinaryInspector.StandardLibrary
                ? $"go@{Plain(fixedVersion)}"
                : $"{package.Name}@v{Plain(fixedVersion)}");

    // Advisories write versions without the letters that Go's tools want.
    private static string Plain(string version) =>
        version.StartsWith("go", StringComparison.Ordinal) ? version[2..] : version.TrimStart('v');
}
