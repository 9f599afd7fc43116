namespace Skep.Packages.Java;

/// <summary>Maven coordinates that a jar without any may have in the repositories, likeliest first.</summary>
/// <remarks>
/// Three habits are behind them: a bundle's symbolic name is group and artifact joined, old projects used one word for
/// both, and a vendor's id is the group. A guess that is no published library meets no advisory, and does no harm.
/// </remarks>
internal static class MavenGuesses
{
    private const int Most = 12;

    public static IReadOnlyList<string> For(JarManifest manifest, JarFileName file, string name)
    {
        string[] artifacts = [.. Artifacts(manifest, file)];
        IEnumerable<string> known = artifacts
            .Select(artifact => (Group: KnownGroups.Find(artifact), Artifact: artifact))
            .Where(known => known.Group is not null)
            .Select(known => $"{known.Group}:{known.Artifact}");
        IEnumerable<string> habitual =
            from artifact in artifacts
            from owner in Groups(manifest, artifact)
            select $"{owner}:{artifact}";
        return [.. known.Concat(habitual).Where(guess => guess != name).Distinct(StringComparer.Ordinal).Take(Most)];
    }

    private static IEnumerable<string> Artifacts(JarManifest manifest, JarFileName file) =>
        new[]
            {
                file.Artifact, manifest["Short-Name"], manifest["Implementation-Title"], Last(SymbolicName(manifest)),
            }
            .Where(IsCoordinate)
            .Select(text => text!)
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Groups(JarManifest manifest, string artifact)
    {
        string? symbolic = SymbolicName(manifest);
        string?[] named =
        [
            manifest["Group-Id"], manifest["Implementation-Vendor-Id"], symbolic, Parent(symbolic),
            manifest["Extension-Name"], manifest["Automatic-Module-Name"], Parent(manifest["Automatic-Module-Name"]),
            artifact,
        ];
        foreach (string? group in named)
        {
            if (IsCoordinate(group))
            {
                yield return group!;
            }
        }

        // org.eclipse.osgi_3.7.2.jar: the artifact's name holds the group's.
        if (Parent(artifact) is { } parent && IsCoordinate(parent))
        {
            yield return parent;
        }
    }

    private static string? SymbolicName(JarManifest manifest) => manifest["Bundle-SymbolicName"]?.Split(';')[0].Trim();

    private static string? Last(string? dotted) => dotted?[(dotted.LastIndexOf('.') + 1)..];

    private static string? Parent(string? dotted) =>
        dotted?.LastIndexOf('.') is > 0 and int dot ? dotted[..dot] : null;

    private static bool IsCoordinate(string? text) =>
        !string.IsNullOrEmpty(text) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
