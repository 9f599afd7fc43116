using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages;

/// <summary>
/// Everything that looks into files for packages: the inspectors of all ecosystems, and those that belong to none.
/// </summary>
public static class Inspectors
{
    public static IReadOnlyList<IInspector> All { get; } =
    [
        .. Ecosystems.All.SelectMany(ecosystem => ecosystem.Inspectors),
        .. DistributionInspectors.All,
    ];
}
