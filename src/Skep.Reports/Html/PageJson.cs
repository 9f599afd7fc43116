using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Skep.Core;
using Skep.Reports.Dockerfiles;
using Skep.Reports.Json;
using Skep.Reports.Text;

namespace Skep.Reports.Html;

/// <summary>The reports as the page's script wants them.</summary>
/// <remarks>
/// Escaped so that it can stand in a script element: nothing in it can end that element, open a comment, or end a
/// line where a script's line would end.
/// </remarks>
internal static class PageJson
{
    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.Create(Plain()) };

    public static byte[] Of(IReadOnlyList<ScanReport> reports, ReportOptions options)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Layout))
        {
            json.WriteStartArray();
            foreach (ScanReport report in reports)
            {
                json.WriteStartObject();
                Report(json, report, options);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return bytes.ToArray();
    }

    private static void Report(Utf8JsonWriter json, ScanReport report, ReportOptions options)
    {
        ImageInventory inventory = report.Inventory;
        Identity(json, report);
        var dockerfile = new RebuiltDockerfile(inventory);
        var findings = new PageFindings(json, dockerfile);
        findings.Write(
            "findings",
            [.. FindingWords.Sorted(report.AllFindings
                .Where(finding => options.ShowRemoved || !finding.IsRemoved || finding is RuleFinding))
                .Select(finding => (finding, (SuppressedFinding?)null))]);
        findings.Write("aside", [.. report.Suppressed.Select(entry => (entry.Finding, (SuppressedFinding?)entry))]);
        findings.WriteVulnerabilities();
        json.Objects("layers", inventory.Layers, layer =>
        {
            json.WriteNumber("index", layer.Index);
            json.Text("digest", (layer.DiffId ?? layer.Digest)?.ToString());
            json.Text("instruction", layer.Instruction);
            json.WriteNumber("bytes", layer.Statistics.Bytes);
            json.WriteNumber("files", layer.Statistics.Files);
            Flag(json, "base", inventory.Base?.Has(layer.Index));
        });
        json.Objects("dockerfile", dockerfile.Lines, line =>
        {
            json.WriteString("text", line.Text);
            Number(json, "layer", line.LayerIndex);
            json.WriteBoolean("ours", line.HistoryIndex is null);
            Flag(json, "base", line.IsFromBase);
        });
        Packages(json, [.. inventory.Packages.Where(package => options.ShowRemoved || !package.IsRemoved)]);
        PageSettings.Configuration(json, inventory);
        PageSettings.Properties(json, inventory);
        PageCoverage.Write(json, report);
        Policy(json, report.Policy);
    }

    private static void Identity(Utf8JsonWriter json, ScanReport report)
    {
        ImageInventory inventory = report.Inventory;
        ImageIdentity image = inventory.Image;
        json.WriteString("name", image.Name);
        json.WriteString("version", report.SkepVersion);
        json.WriteString("scanned", report.CreatedAt.UtcDateTime);
        json.Text("digest", image.ManifestDigest?.ToString());
        json.Text("id", image.ImageId?.ToString());
        json.Text("platform", image.Platform);
        json.Text("system", inventory.Distribution is { } distribution ? ReportWords.Of(distribution) : null);
        if (image.Created is { } created)
        {
            json.WriteString("created", created.UtcDateTime);
        }

        if (inventory.Base is { } from)
        {
            json.WriteStartObject("base");
            json.WriteString("name", from.Name);
            Number(json, "layers", from.LayerCount);
            json.WriteBoolean("outdated", from.IsOutdated);
            json.WriteBoolean("annotated", from.Evidence == BaseEvidence.Annotation);
            json.WriteEndObject();
        }
    }

    private static void Packages(Utf8JsonWriter json, IReadOnlyCollection<ImagePackage> packages) =>
        json.Objects("packages", packages, at =>
        {
            json.WriteString("kind", at.Package.Ecosystem.Value);
            json.WriteString("name", at.Package.Name);
            json.WriteString("version", at.Package.Version);
            json.Text("where", at.Package.Location);
            json.Text("licenses", string.Join(", ", at.Package.Licenses));
            Number(json, "layer", at.LayerIndex);
            json.WriteBoolean("removed", at.IsRemoved);
        });

    private static void Policy(Utf8JsonWriter json, PolicyOutcome? policy)
    {
        if (policy is null)
        {
            return;
        }

        json.WriteStartObject("policy");
        json.WriteString("name", policy.Policy);
        json.WriteString("source", policy.Source);
        json.WriteString("verdict", Word(policy.Verdict));
        json.Objects("rules", policy.Rules, rule =>
        {
            json.WriteString("name", rule.Name);
            json.WriteString("action", rule.Action);
            json.WriteString("result", Word(rule.Result));
            json.WriteString("reason", rule.Reason);
            json.Text("message", rule.Message);
            json.Texts("ids", rule.FindingIds);
        });
        json.WriteEndObject();
    }

    // Whoever reads the file's text is not to be fooled either.
    private static TextEncoderSettings Plain()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        for (char mark = char.MinValue; mark < char.MaxValue; mark++)
        {
            if (char.GetUnicodeCategory(mark) is UnicodeCategory.Format or UnicodeCategory.Control)
            {
                settings.ForbidCharacter(mark);
            }
        }

        return settings;
    }

    public static string Word<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static void Number(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
    }

    public static void Flag(Utf8JsonWriter json, string name, bool? flag)
    {
        if (flag is { } value)
        {
            json.WriteBoolean(name, value);
        }
    }
}
