using Skep.Core;

namespace Skep.Packages.Formats;

/// <summary>
/// Names that hold their purl namespace before the last slash: <c>@scope/name</c>, <c>vendor/name</c>, a Go path.
/// </summary>
internal static class SplitName
{
    public static PackageUrl Purl(EcosystemId type, Package package)
    {
        int slash = package.Name.LastIndexOf('/');
        return slash <= 0
            ? new PackageUrl(type.Value, null, package.Name, package.Version)
            : new PackageUrl(type.Value, package.Name[..slash], package.Name[(slash + 1)..], package.Version);
    }
}
