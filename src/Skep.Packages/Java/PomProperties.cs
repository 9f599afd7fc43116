using System.Text;
using System.Xml;
using Skep.Core;

namespace Skep.Packages.Java;

/// <summary>The coordinates that Maven writes into each jar it builds.</summary>
/// <remarks>Format: a Java properties file; Maven writes no escapes into these three keys.</remarks>
internal sealed record PomProperties(string Group, string Artifact, string Version)
{
    public static PomProperties? TryRead(ReadOnlySpan<byte> text)
    {
        string? group = null;
        string? artifact = null;
        string? version = null;
        foreach (ReadOnlySpan<byte> line in new LineEnumerator(text))
        {
            int separator = line.IndexOfAny((byte)'=', (byte)':');
            if (separator <= 0 || line[0] == '#')
            {
                continue;
            }

            ReadOnlySpan<byte> key = line[..separator].Trim((byte)' ');
            string value = Encoding.UTF8.GetString(line[(separator + 1)..].Trim(" \t"u8));
            if (key.SequenceEqual("groupId"u8))
            {
                group = value;
            }
            else if (key.SequenceEqual("artifactId"u8))
            {
                artifact = value;
            }
            else if (key.SequenceEqual("version"u8))
            {
                version = value;
            }
        }

        return IsCoordinate(group) && IsCoordinate(artifact) && IsCoordinate(version)
            ? new PomProperties(group!, artifact!, version!)
            : null;
    }

    /// <summary>The coordinates in a <c>pom.xml</c>; null when it is damaged or leaves them to a parent.</summary>
    public static PomProperties? TryRead(ReadOnlyMemory<byte> project, CancellationToken cancellationToken)
    {
        try
        {
            PomXml pom = PomXml.Read(project, cancellationToken);
            string group = pom.Resolve("${project.groupId}");
            string artifact = pom.Resolve("${project.artifactId}");
            string version = pom.Resolve("${project.version}");
            return IsCoordinate(group) && IsCoordinate(artifact) && IsCoordinate(version)
                ? new PomProperties(group, artifact, version)
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // "${project.version}" is what a build leaves that copied the file without filtering it.
    private static bool IsCoordinate(string? text) =>
        !string.IsNullOrEmpty(text) && text.AsSpan().IndexOfAny(" \t${}:\"<>") < 0;
}
