using Skep.Core;

namespace Skep.Packages.Java;

/// <summary>Decides which libraries an archive is, from the best evidence it has.</summary>
/// <remarks>
/// Maven's own coordinates are the truth, several of them when libraries were merged ("shaded") into one jar. Without
/// them the manifest's title and version name the library, and without those the file's name. A name that is not
/// coordinates carries guesses of them in <see cref="Package.OtherNames"/>, so that advisories still find it.
/// </remarks>
internal static class JarIdentity
{
    public static void Report(JarEvidence evidence, IFindingSink sink)
    {
        JarFileName file = JarFileName.Parse(evidence.Location);
        bool isAlone = evidence.Poms.Count == 1;
        foreach (PomProperties pom in evidence.Poms)
        {
            sink.Add(new Package(MavenEcosystem.Name, $"{pom.Group}:{pom.Artifact}", pom.Version)
            {
                Location = LocationOf(evidence),
                Licenses = isAlone ? Licenses(evidence.Manifest) : [],
                Note = isAlone || IsNamed(pom, file) ? null : "merged into the archive, as its pom.properties says",
            });
        }

        if (evidence.Poms.Count == 0 || HasNameOfItsOwn(evidence, file))
        {
            ReportWithoutPom(evidence, file, sink);
        }
    }

    // A jar that only merged others in has their coordinates but none of its own: its file name then names a third one.
    private static bool HasNameOfItsOwn(JarEvidence evidence, JarFileName file) =>
        file is { Version: not null, Classifier: null }
        && !evidence.Poms.Any(pom => pom.Version == file.Version || IsNamed(pom, file));

    private static bool IsNamed(PomProperties pom, JarFileName file) =>
        IsPartOf(pom.Artifact, file.Artifact) || IsPartOf(file.Artifact, pom.Artifact);

    // Packagers put words before or behind: tomcat-juli is juli, guava-android is guava.
    private static bool IsPartOf(string part, string whole) =>
        whole.StartsWith(part, StringComparison.OrdinalIgnoreCase)
            ? whole.Length == part.Length || !char.IsLetterOrDigit(whole[part.Length])
            : whole.EndsWith(part, StringComparison.OrdinalIgnoreCase)
                && !char.IsLetterOrDigit(whole[^(part.Length + 1)]);

    private static void ReportWithoutPom(JarEvidence evidence, JarFileName file, IFindingSink sink)
    {
        JarManifest manifest = evidence.Manifest;
        string? title = manifest["Implementation-Title"] ?? manifest["Specification-Title"] ?? manifest["Bundle-Name"]
            ?? SymbolicName(manifest);
        string? version = manifest["Implementation-Version"] ?? manifest["Bundle-Version"]
            ?? manifest["Plugin-Version"];
        if (version is not null && version.AsSpan().ContainsAny(" \t"))
        {
            // "1.2 (build 20090316)", "JRE 8": the first word that starts with a digit is the version, if there is one.
            version = version.Split(' ').FirstOrDefault(word => word.Length > 0 && char.IsAsciiDigit(word[0]));
        }

        version ??= file.Version ?? manifest["Specification-Version"];
        if (version is null || (title is null && (file.Version is null || file.Classifier is not null)))
        {
            return;
        }

        bool isGuess = title is null;
        string name = title ?? file.Artifact;
        sink.Add(new Package(MavenEcosystem.Name, name, version)
        {
            Location = LocationOf(evidence),
            Licenses = Licenses(manifest),
            Evidence = isGuess ? PackageEvidence.FileName : PackageEvidence.Installed,
            OtherNames = MavenGuesses.For(manifest, file, name),
            Note = isGuess ? "name and version from the file name" : "name from the manifest",
        });
    }

    private static string LocationOf(JarEvidence evidence) => evidence.IsNested ? evidence.Location : string.Empty;

    // "org.example.lib;singleton:=true".
    private static string? SymbolicName(JarManifest manifest) => manifest["Bundle-SymbolicName"]?.Split(';')[0].Trim();

    private static string[] Licenses(JarManifest manifest) =>
        manifest["Bundle-License"] is { } license ? [license] : [];
}
