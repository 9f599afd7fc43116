using Skep.Core;

namespace Skep.Reports;

/// <summary>Tells two packages of a report apart by all that a bill of materials shows of them.</summary>
internal static class PackageKey
{
    public static string Of(ImagePackage at) => string.Join(
        '\n',
        at.Package.Ecosystem.Value,
        at.Package.Name,
        at.Package.Version,
        at.Package.Architecture,
        at.Package.Location,
        at.LayerIndex,
        at.IsRemoved,
        at.Purl);
}
