using System.Text.Json;
using System.Xml;
using Skep.Packages.Formats;

namespace Skep.Packages.Sboms;

/// <summary>
/// Reads a bill of materials in any of the forms people exchange: CycloneDX 1.2 to 1.7 and SPDX 2.2 and later.
/// </summary>
/// <remarks>
/// The form is told by the content, never by the file's name. Only components with a package URL can be judged; the
/// others are counted in one problem. An in-toto statement round a document is opened; its signature is not checked
/// here.
/// </remarks>
public static class SbomReader
{
    // Nested components, the deepest part of either format, stay below 20.
    private const int MaxDepth = 128;

    // Comments that may stand before the first tag of SPDX's lines.
    private const int MaxPreface = 1024;

    /// <param name="location">Named in problems and as the packages' location.</param>
    public static SbomContent Read(ReadOnlyMemory<byte> document, string location, CancellationToken cancellationToken)
    {
        var found = new SbomCollector(location);
        document = JsonFile.WithoutMark(document);
        ReadOnlySpan<byte> start = document.Span.TrimStart(" \t\r\n"u8);
        string? format = null;
        try
        {
            if (start.StartsWith("{"u8))
            {
                using JsonDocument json = JsonDocument.Parse(document, new JsonDocumentOptions { MaxDepth = MaxDepth });
                format = ReadJson(json.RootElement, found, cancellationToken);
            }
            else if (start.StartsWith("<"u8))
            {
                format = CycloneDxXml.Read(document, found, cancellationToken);
            }
            else if (start[..Math.Min(start.Length, MaxPreface)].IndexOf("SPDXVersion:"u8) >= 0)
            {
                format = SpdxTagValue.Read(document.Span, found, cancellationToken);
            }
        }
        catch (JsonException)
        {
            found.Fail("not valid JSON");
            return found.Content(string.Empty);
        }
        catch (XmlException)
        {
            found.Fail("not valid XML");
            return found.Content(string.Empty);
        }

        if (format is null)
        {
            found.Fail("neither CycloneDX nor SPDX");
        }

        return found.Content(format ?? string.Empty);
    }

    private static string? ReadJson(JsonElement root, SbomCollector found, CancellationToken cancellationToken)
    {
        JsonElement predicate = root.Member("predicate"u8);
        root = predicate.ValueKind == JsonValueKind.Object ? predicate : root;

        // Old attestations keep the document one level deeper.
        JsonElement data = root.Member("Data"u8);
        root = data.ValueKind == JsonValueKind.Object ? data : root;
        if (root.Text("bomFormat"u8) == "CycloneDX")
        {
            return CycloneDxJson.Read(root, found, cancellationToken);
        }

        return root.Text("spdxVersion"u8) is not null || root.Member("@graph"u8).ValueKind == JsonValueKind.Array
            ? SpdxJson.Read(root, found, cancellationToken)
            : null;
    }
}
