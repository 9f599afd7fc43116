using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Skep.Core;

namespace Skep.Policy.Vex;

/// <summary>How a VEX document is to be made of reports.</summary>
public sealed record OpenVexOptions
{
    /// <summary>Who answers for the statements.</summary>
    public string Author { get; init; } = "Skep";

    /// <summary>Also say of what nobody set aside that the image is affected.</summary>
    public bool WithOpen { get; init; }

    /// <summary>What was set aside for whatever reason does no harm; without this, such a risk is accepted.</summary>
    public bool IgnoredAsNotAffected { get; init; }
}

/// <summary>Writes what was decided of vulnerabilities in scanned images as OpenVEX 0.2.0.</summary>
/// <remarks>
/// A pure function: the same reports give the same bytes, and the document's id is made of them. Statements that
/// somebody is affected come last, so they hold where statements differ.
/// Format: <see href="https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md"/>.
/// </remarks>
public static class OpenVexWriter
{
    private const string Context = "https://openvex.dev/ns/v0.2.0";
    private const string IdPrefix = "https://openvex.dev/docs/public/vex-";

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(IReadOnlyList<ScanReport> reports, Stream output, OpenVexOptions options)
    {
        IssuedStatement[] statements =
        [
            .. reports
                .SelectMany(report => Statements(report, options))
                .GroupBy(statement => statement.Key)
                .OrderBy(group => group.Key.Status == VexStatement.Affected)
                .ThenBy(group => group.Key.Vulnerability, StringComparer.Ordinal)
                .ThenBy(group => group.Key.ToString(), StringComparer.Ordinal)
                .Select(group => group.First() with { Products = [.. group.SelectMany(one => one.Products)] }),
        ];
        DateTimeOffset time = reports.Count == 0 ? DateTimeOffset.UnixEpoch : reports.Max(report => report.CreatedAt);
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, Layout))
        {
            Write(json, statements, time, options.Author, IdOf(statements, time, options.Author));
        }

        content.WriteByte((byte)'\n');
        content.Position = 0;
        content.CopyTo(output);
    }

    private static IEnumerable<IssuedStatement> Statements(ScanReport report, OpenVexOptions options)
    {
        foreach (SuppressedFinding entry in report.Suppressed)
        {
            if (entry.Finding is VulnerabilityFinding found)
            {
                yield return IssuedStatement.Of(report, found, entry, options);
            }
        }

        foreach (VulnerabilityFinding found in options.WithOpen ? report.Vulnerabilities : [])
        {
            yield return IssuedStatement.Of(report, found);
        }
    }

    private static string IdOf(IssuedStatement[] statements, DateTimeOffset time, string author)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, Layout))
        {
            Write(json, statements, time, author, id: string.Empty);
        }

        return IdPrefix + Convert.ToHexStringLower(SHA256.HashData(content.ToArray()));
    }

    private static void Write(
        Utf8JsonWriter json, IssuedStatement[] statements, DateTimeOffset time, string author, string id)
    {
        json.WriteStartObject();
        json.WriteString("@context", Context);
        json.WriteString("@id", id);
        json.WriteString("author", author);
        json.WriteString("timestamp", time);
        json.WriteNumber("version", 1);
        json.WriteString("tooling", "Skep");
        json.WriteStartArray("statements");
        foreach (IssuedStatement statement in statements)
        {
            Write(json, statement);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IssuedStatement statement)
    {
        StatementKey key = statement.Key;
        json.WriteStartObject();
        json.WriteStartObject("vulnerability");
        json.WriteString("name", key.Vulnerability);
        Texts(json, "aliases", statement.Aliases);
        json.WriteEndObject();
        json.WriteStartArray("products");
        foreach (IGrouping<string, IssuedProduct> product in statement.Products.GroupBy(product => product.Id))
        {
            json.WriteStartObject();
            json.WriteString("@id", product.Key);
            string[] parts =
            [
                .. product.Select(part => part.Subcomponent).OfType<string>().Distinct().Order(StringComparer.Ordinal),
            ];
            if (parts.Length > 0)
            {
                json.WriteStartArray("subcomponents");
                foreach (string part in parts)
                {
                    json.WriteStartObject();
                    json.WriteString("@id", part);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("status", key.Status);
        Text(json, "status_notes", key.Notes);
        Text(json, "justification", key.Justification);
        Text(json, "impact_statement", key.Impact);
        Text(json, "action_statement", key.Action);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (string text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
    }
}
