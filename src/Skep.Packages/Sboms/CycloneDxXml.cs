using System.Xml;
using Skep.Packages.Formats;

namespace Skep.Packages.Sboms;

/// <summary>Reads CycloneDX in XML.</summary>
/// <remarks>Format: <see href="https://cyclonedx.org/docs/1.6/xml/"/>. The namespace ends in the version.</remarks>
internal static class CycloneDxXml
{
    private const string Namespace = "http://cyclonedx.org/schema/bom/";

    /// <returns>The format's name; null when the document is something else.</returns>
    public static string? Read(ReadOnlyMemory<byte> document, SbomCollector found, CancellationToken cancellationToken)
    {
        using XmlReader reader = XmlFile.Open(document);
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "bom"
            || !reader.NamespaceURI.StartsWith(Namespace, StringComparison.Ordinal))
        {
            return null;
        }

        string version = reader.NamespaceURI[Namespace.Length..];
        var path = new List<string>();
        var open = new Stack<Component>();
        do
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
                    if (reader.LocalName == "component")
                    {
                        open.Push(new Component(reader.GetAttribute("type"), path is [.., "metadata", _]));
                    }

                    if (reader.IsEmptyElement)
                    {
                        Close(path, open, found);
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when open.TryPeek(out Component? component):
                    component.Take(path, reader.Value.Trim());
                    break;
                case XmlNodeType.EndElement:
                    Close(path, open, found);
                    break;
            }
        }
        while (reader.Read());

        return $"CycloneDX XML {version}";
    }

    private static void Close(List<string> path, Stack<Component> open, SbomCollector found)
    {
        string element = path[^1];
        path.RemoveAt(path.Count - 1);
        if (element == "component" && open.TryPop(out Component? component))
        {
            component.Report(found);
        }
    }

    private sealed class Component(string? type, bool isSubject)
    {
        private readonly List<string> _licenses = [];
        private string? _name;
        private string? _version;
        private string? _purl;

        public void Take(List<string> path, string value)
        {
            switch (path)
            {
                case [.., "component", "name"]:
                    _name = value;
                    break;
                case [.., "component", "version"]:
                    _version = value;
                    break;
                case [.., "component", "purl"]:
                    _purl = value;
                    break;
                case [.., "licenses", "expression"] or [.., "licenses", "license", "id" or "name"]:
                    _licenses.Add(value);
                    break;
            }
        }

        public void Report(SbomCollector found)
        {
            if (type == "operating-system")
            {
                found.AddSystem(_name, _version);
            }
            else if (!isSubject && (_purl is not null || type is "library" or "framework"))
            {
                found.Add(new SbomComponent(_purl, _version) { Licenses = _licenses });
            }
        }
    }
}
