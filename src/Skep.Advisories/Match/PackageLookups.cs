using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Match;

/// <summary>Turns the packages of an image into questions.</summary>
internal sealed class PackageLookups(
    IReadOnlyDictionary<string, IEcosystem> ecosystems,
    IReadOnlyList<string> osScopes)
{
    private static readonly HashSet<string> OsEcosystems = new(StringComparer.Ordinal)
    {
        "apk",
        "deb",
        "rpm",
        "alpm",
        "opkg",
    };

    public static bool IsOs(Package package) => OsEcosystems.Contains(package.Ecosystem.Value);

    /// <summary>The scopes in which a package is looked up.</summary>
    public IReadOnlyList<string> ScopesOf(Package package) =>
        package.Ecosystem.Value switch
        {
            _ when IsOs(package) => osScopes,

            // Programs that no package manager owns go by the names that Bitnami files its applications under.
            Scopes.Programs => ["bitnami", Scopes.Programs],
            var id => [id],
        };

    /// <summary>
    /// Every question about <paramref name="package"/>; none when its ecosystem has no version order.
    /// </summary>
    public IEnumerable<PackageLookup> Of(Package package)
    {
        if (!ecosystems.TryGetValue(package.Ecosystem.Value, out IEcosystem? ecosystem))
        {
            yield break;
        }

        foreach (string scope in ScopesOf(package))
        {
            if (IsOs(package))
            {
                string source = package.SourceName ?? package.Name;
                yield return new PackageLookup(
                    scope,
                    source,
                    package.SourceVersion ?? package.Version,
                    ecosystem.Versions,
                    ForBinary: false);
                yield return new PackageLookup(
                    scope,
                    package.Name,
                    package.Version,
                    ecosystem.Versions,
                    ForBinary: true);
                continue;
            }

            foreach (
                string name in package
                    .OtherNames.Prepend(package.Name)
                    .Select(ecosystem.NormaliseName)
                    .Distinct(StringComparer.Ordinal))
            {
                yield return new PackageLookup(scope, name, package.Version, ecosystem.Versions, ForBinary: null);
            }
        }
    }
}
