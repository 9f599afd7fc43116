using System.Text;
using System.Xml;

namespace Skep.Advisories.Feeds;

/// <summary>Reads XML forward only, within limits; beyond them it throws <see cref="XmlException"/>.</summary>
internal static class FeedXml
{
    // Red Hat's criteria, the deepest real ones, nest 12.
    private const int MaxDepth = 64;

    // The longest real text is a changelog in Oracle's descriptions, 180 kB.
    private const int MaxText = 256 * 1024;

    // SUSE's largest file has 1.3 GB.
    private const long MaxCharacters = 4L * 1024 * 1024 * 1024;

    public static XmlReader Open(Stream content) => XmlReader.Create(content, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        MaxCharactersInDocument = MaxCharacters,
    });

    /// <summary>Moves through the child elements of the present one, and gives their local names.</summary>
    /// <remarks>Whoever takes a child may read it up to its end; what nobody reads is passed over.</remarks>
    public static IEnumerable<string> Children(this XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            yield break;
        }

        int depth = reader.Depth;
        if (depth > MaxDepth)
        {
            throw new XmlException("elements are nested too deeply");
        }

        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1)
            {
                yield return reader.LocalName;
            }
        }
    }

    public static string Attribute(this XmlReader reader, string name) => reader.GetAttribute(name) ?? string.Empty;

    /// <summary>The text of the present element, trimmed and cut at the limit; leaves the reader at its end.</summary>
    public static string Text(this XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return string.Empty;
        }

        int depth = reader.Depth;
        var text = new StringBuilder();
        char[] buffer = new char[1024];
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA))
            {
                continue;
            }

            for (int read; text.Length < MaxText && (read = reader.ReadValueChunk(buffer, 0, buffer.Length)) > 0;)
            {
                text.Append(buffer, 0, read);
            }
        }

        return text.ToString().Trim();
    }
}
