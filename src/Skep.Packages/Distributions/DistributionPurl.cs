using Skep.Core;

namespace Skep.Packages.Distributions;

/// <summary>Addresses of packages that a distribution made.</summary>
/// <remarks>
/// The namespace is the distribution's id; <c>distro</c> and <c>upstream</c> are the qualifiers by which other tools
/// find the release and the source package. Types:
/// <see href="https://github.com/package-url/purl-spec/tree/main/types"/>.
/// </remarks>
internal static class DistributionPurl
{
    public static PackageUrl Of(EcosystemId ecosystem, Package package, Distribution? distribution) =>
        new(ecosystem.Value, distribution?.Id, package.Name, package.Version)
        {
            Qualifiers =
            [
                new("arch", package.Architecture),
                new("distro", Distro(distribution)),
                new("upstream", Upstream(package)),
            ],
        };

    private static string? Distro(Distribution? distribution) => distribution switch
    {
        null => null,
        { VersionId: "" } => distribution.Id,
        _ => $"{distribution.Id}-{distribution.VersionId}",
    };

    private static string? Upstream(Package package)
    {
        if (package.SourceName is null || package.SourceName == package.Name)
        {
            return null;
        }

        return package.SourceVersion is null || package.SourceVersion == package.Version
            ? package.SourceName
            : $"{package.SourceName}@{package.SourceVersion}";
    }
}
