using System.Xml;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Java;

/// <summary>Lists the dependencies that a Maven project declares with a version this file alone can tell.</summary>
/// <remarks>
/// Properties and managed versions of the same file are applied. What a parent elsewhere or a range decides cannot be
/// known here, and is passed over: a project with such dependencies has a lock file or built archives to look into.
/// Format: <see href="https://maven.apache.org/pom.html"/>.
/// </remarks>
internal sealed class PomXmlInspector : IInspector
{
    public InspectorId Id => new("java/pom");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/pom.xml").UpTo(ByteSize.Mebibytes(4));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (file.Content.IsEmpty)
        {
            return ValueTask.CompletedTask;
        }

        try
        {
            Report(PomXml.Read(file.Content, cancellationToken), file, sink);
        }
        catch (XmlException)
        {
            sink.Add(new Problem(file.Path, "not valid XML"));
        }

        return ValueTask.CompletedTask;
    }

    private static void Report(PomXml pom, FileView file, IFindingSink sink)
    {
        var found = new DeclaredPackages(MavenEcosystem.Name);
        foreach (PomDependency dependency in pom.Dependencies)
        {
            string group = pom.Resolve(dependency.Group);
            string artifact = pom.Resolve(dependency.Artifact);
            string version = pom.Resolve(dependency.Version ?? pom.ManagedVersion(dependency) ?? string.Empty);
            if (version.Length > 0 && !version.AsSpan().ContainsAny("${}[](),"))
            {
                found.Add($"{group}:{artifact}", version, dependency.Scope is "test" or "provided");
            }
        }

        found.Report(file, sink);
    }
}
