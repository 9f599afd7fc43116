using System.Xml;
using Skep.Packages.Formats;

namespace Skep.Packages.Java;

/// <summary>A dependency as a pom.xml writes it, properties unresolved.</summary>
internal sealed record PomDependency(string Group, string Artifact, string? Version, string? Scope);

/// <summary>What a pom.xml says, as far as one file can.</summary>
internal sealed class PomXml
{
    private const int MaxResolution = 10;
    private const int MaxValue = 512;

    private readonly Dictionary<string, string> _properties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _managed = new(StringComparer.Ordinal);
    private readonly List<PomDependency> _dependencies = [];
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    public IReadOnlyList<PomDependency> Dependencies => _dependencies;

    /// <exception cref="XmlException">The file is no XML.</exception>
    public static PomXml Read(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var pom = new PomXml();
        var path = new List<string>();
        using XmlReader reader = XmlFile.Open(content);
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.Depth >= XmlFile.MaxDepth)
            {
                throw new XmlException("nested too deep");
            }

            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    path.Add(reader.LocalName);
                    if (reader.IsEmptyElement)
                    {
                        path.RemoveAt(path.Count - 1);
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when reader.Value.Length <= MaxValue:
                    pom.Take(path, reader.Value.Trim());
                    break;
                case XmlNodeType.EndElement:
                    path.RemoveAt(path.Count - 1);
                    pom.Close(path, reader.LocalName);
                    break;
            }
        }

        return pom;
    }

    /// <summary>Replaces <c>${name}</c> by this file's properties; what they do not define stays.</summary>
    public string Resolve(string text)
    {
        for (int round = 0; round < MaxResolution && text.Length <= MaxValue; round++)
        {
            int start = text.IndexOf("${", StringComparison.Ordinal);
            int end = start < 0 ? -1 : text.IndexOf('}', start);
            if (end < 0 || !_properties.TryGetValue(text[(start + 2)..end], out string? value))
            {
                break;
            }

            text = $"{text[..start]}{value}{text[(end + 1)..]}";
        }

        return text;
    }

    public string? ManagedVersion(PomDependency dependency) =>
        _managed.GetValueOrDefault($"{Resolve(dependency.Group)}:{Resolve(dependency.Artifact)}");

    private void Take(List<string> path, string value)
    {
        switch (path)
        {
            case ["project", "properties", var name]:
                _properties[name] = value;
                break;
            case ["project", "version" or "groupId" or "artifactId"]:
                _properties[$"project.{path[^1]}"] = _properties[$"pom.{path[^1]}"] = value;
                break;
            case ["project", "parent", "version" or "groupId"]:
                _properties[$"project.parent.{path[^1]}"] = value;
                _properties.TryAdd($"project.{path[^1]}", value);
                break;
            case [.., "dependency", var field]:
                _fields[field] = value;
                break;
        }
    }

    private void Close(List<string> parent, string element)
    {
        if (element != "dependency")
        {
            return;
        }

        var dependency = new PomDependency(
            _fields.GetValueOrDefault("groupId", string.Empty),
            _fields.GetValueOrDefault("artifactId", string.Empty),
            _fields.GetValueOrDefault("version"),
            _fields.GetValueOrDefault("scope"));
        _fields.Clear();
        switch (parent)
        {
            case ["project", "dependencies"]:
                _dependencies.Add(dependency);
                break;
            case ["project", "dependencyManagement", "dependencies"] when dependency.Version is { } version:
                _managed[$"{Resolve(dependency.Group)}:{Resolve(dependency.Artifact)}"] = version;
                break;
        }
    }
}
