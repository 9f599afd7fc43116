using Skep.Core;

namespace Skep.Packages.Distributions;

/// <summary>The inspectors that say which operating system an image holds.</summary>
public static class DistributionInspectors
{
    public static IReadOnlyList<IInspector> All { get; } =
    [
        new AssignmentFileInspector(),
        new OsReleaseInspector(),
        new ReleaseFileInspector(),
        new VersionFileInspector(),
    ];
}
