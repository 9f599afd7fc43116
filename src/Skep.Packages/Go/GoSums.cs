using Skep.Core;

namespace Skep.Packages.Go;

/// <summary>Joins each <c>go.mod</c> with the <c>go.sum</c> beside it.</summary>
/// <remarks>
/// Since Go 1.17 go.mod names all that a build needs, and go.sum would only add what is not built. Before, it names
/// what the module itself imports, and the rest stands in go.sum alone. A go.sum without a go.mod decides nothing.
/// </remarks>
public static class GoSums
{
    /// <summary>What go.mod's packages say in <see cref="Package.Note"/> when it does not name them all.</summary>
    internal const string DirectOnly = "go.mod before Go 1.17: what it requires directly";

    private const string Cache = "pkg/mod/";
    private const string Sums = "/go.sum";
    private const string Modules = "/go.mod";

    /// <summary>The packages, without those of a go.sum that its go.mod already names or makes pointless.</summary>
    public static List<ImagePackage> Join(List<ImagePackage> packages)
    {
        if (!packages.Exists(found => IsIn(found, Sums)))
        {
            return packages;
        }

        Dictionary<string, HashSet<string>> direct = packages
            .Where(found => IsIn(found, Modules) && found.Package.Note == DirectOnly)
            .GroupBy(FolderOf)
            .ToDictionary(folder => folder.Key, folder => folder.Select(found => found.Package.Name).ToHashSet());
        bool IsMissed(ImagePackage found) =>
            direct.TryGetValue(FolderOf(found), out HashSet<string>? named) && !named.Contains(found.Package.Name);
        return packages.FindAll(found => !IsIn(found, Sums) || IsMissed(found));
    }

    /// <summary>
    /// Whether a file belongs to a module that was downloaded: what that module asks for was decided elsewhere.
    /// </summary>
    internal static bool IsInModuleCache(LayerPath file)
    {
        ReadOnlySpan<char> path = file.ToString();
        int cache = path.IndexOf(Cache, StringComparison.Ordinal);
        return cache >= 0 && (cache == 0 || path[cache - 1] == '/') && path[cache..].Contains('@');
    }

    private static bool IsIn(ImagePackage found, string file) =>
        found.Package.Evidence == PackageEvidence.Declared
        && found.Package.Ecosystem == GoEcosystem.Name
        && ("/" + found.Package.Location).EndsWith(file, StringComparison.Ordinal);

    // A file that a layer deleted explains nothing of those that are there.
    private static string FolderOf(ImagePackage found) =>
        found.Package.Location[..^(Sums.Length - 1)] + (found.IsRemoved ? "!" : string.Empty);
}
