using Skep.Core;

namespace Skep.Engine.Coalescing;

/// <summary>Lock files and manifests in an image: they count only when nothing was installed from them.</summary>
internal static class DeclaredPackages
{
    /// <summary>Drops every lock file of which at least one package is installed in the image.</summary>
    /// <remarks>
    /// A lock file says what a build asked for. Once any of it is there, what is installed is the truth and the rest
    /// (development dependencies, other platforms) was left out on purpose.
    /// </remarks>
    public static List<ImagePackage> DropInstalled(
        List<ImagePackage> packages, IReadOnlyDictionary<EcosystemId, IEcosystem> ecosystems)
    {
        if (!packages.Exists(IsDeclared))
        {
            return packages;
        }

        string Fold(Package package) => ecosystems.TryGetValue(package.Ecosystem, out IEcosystem? ecosystem)
            ? ecosystem.NormaliseName(package.Name)
            : package.Name;

        var installed = packages
            .Where(found => !IsDeclared(found) && !found.IsRemoved)
            .Select(found => (found.Package.Ecosystem, Fold(found.Package)))
            .ToHashSet();
        var satisfied = packages
            .Where(found => IsDeclared(found) && installed.Contains((found.Package.Ecosystem, Fold(found.Package))))
            .Select(found => found.Package.Location)
            .ToHashSet();
        return packages.FindAll(found => !IsDeclared(found) || !satisfied.Contains(found.Package.Location));
    }

    private static bool IsDeclared(ImagePackage found) => found.Package.Evidence == PackageEvidence.Declared;
}
