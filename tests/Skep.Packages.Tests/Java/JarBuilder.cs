using System.IO.Compression;
using System.Text;

namespace Skep.Packages.Tests.Java;

/// <summary>Makes jars for tests.</summary>
internal sealed class JarBuilder
{
    private readonly List<(string Name, byte[] Content, CompressionLevel Level)> _entries = [];

    public JarBuilder Add(string name, byte[] content, bool stored = false)
    {
        _entries.Add((name, content, stored ? CompressionLevel.NoCompression : CompressionLevel.Fastest));
        return this;
    }

    public JarBuilder Add(string name, string content) => Add(name, Encoding.UTF8.GetBytes(content));

    public JarBuilder Pom(string group, string artifact, string version) => Add(
        $"META-INF/maven/{group}/{artifact}/pom.properties",
        $"#Generated\n#Mon Jan 01\nversion={version}\ngroupId={group}\nartifactId={artifact}\n");

    public JarBuilder Project(string folder, string body) =>
        Add($"META-INF/maven/{folder}/pom.xml", $"<project>{body}</project>");

    public JarBuilder Manifest(params string[] lines) =>
        Add("META-INF/MANIFEST.MF", string.Join("\r\n", lines.Prepend("Manifest-Version: 1.0").Append(string.Empty)));

    public byte[] Build()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content, CompressionLevel level) in _entries)
            {
                using Stream entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
