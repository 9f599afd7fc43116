using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;
using Skep.Reports.Text;

namespace Skep.Reports.Sarif;

/// <summary>Writes SARIF 2.1.0, which code hosts show beside the code.</summary>
/// <remarks>
/// Specification: <see href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"/>. One run an image,
/// one rule a vulnerability or rule of ours, one result a finding; what could not be judged, and engines that did not
/// run, are notifications of the invocation.
/// GitHub takes its severity from <c>security-severity</c> and tells alerts apart by <c>partialFingerprints</c>.
/// </remarks>
internal sealed class SarifReportWriter : IReportWriter
{
    public string Id => "sarif";

    public string Description => "SARIF 2.1.0, for code hosts and editors";

    public void Write(IReadOnlyList<ScanReport> reports, Stream output, ReportOptions options) =>
        MachineJson.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            foreach (ScanReport report in reports)
            {
                Run(json, report, options);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void Run(Utf8JsonWriter json, ScanReport report, ReportOptions options)
    {
        // A removed secret can still be read, and removed malware came from somewhere: both are always shown.
        List<Finding> findings = [.. report.AllFindings.Where(
            f => options.ShowRemoved || !f.IsRemoved || f is RuleFinding)];
        List<SarifRule> rules = SarifRule.Of(findings.Concat(report.Suppressed.Select(entry => entry.Finding)));
        var indexes = rules.Select((rule, index) => (rule.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);

        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Skep");
        json.WriteString("version", report.SkepVersion);
        json.Objects("rules", rules, rule => rule.Write(json));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("automationDetails");
        json.WriteString("id", $"skep/{report.Inventory.Image.Name}/");
        json.WriteEndObject();
        Invocation(json, report);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(SarifLocations.ImageRoot);
        json.WriteString("uri", "file:///");
        json.WriteEndObject();
        json.WriteStartObject(SarifLocations.Build);
        SarifRule.Message(json, "description", "The build, as far as the image's history tells.");
        json.WriteEndObject();
        json.WriteEndObject();

        json.WriteStartArray("results");
        var result = new SarifResult(json, report.Inventory, indexes);
        findings.ForEach(finding => result.Write(finding, null));
        foreach (SuppressedFinding suppressed in report.Suppressed)
        {
            result.Write(suppressed.Finding, suppressed);
        }

        json.WriteEndArray();
        Properties(json, report);
        json.WriteEndObject();
    }

    private static void Invocation(Utf8JsonWriter json, ScanReport report)
    {
        Coverage coverage = report.Coverage;
        List<(string Code, string Text)> notes =
        [
            .. coverage.Gaps.Select(gap => (gap.Code, gap.Hint is null ? gap.Message : $"{gap.Message} ({gap.Hint})")),
            .. EngineWords.NotRun(coverage).Select(
                engine => (CoverageGap.Engine + engine.Id, EngineWords.Sentence(engine))),
            .. report.Inventory.Problems.Select(
                problem => (CoverageGap.FilesUnreadable, $"{problem.Location}: {problem.Message}")),
        ];
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteString("endTimeUtc", report.CreatedAt.UtcDateTime);
        json.Objects("toolExecutionNotifications", notes, note =>
        {
            json.WriteStartObject("descriptor");
            json.WriteString("id", note.Code);
            json.WriteEndObject();
            json.WriteString("level", "warning");
            json.WriteStartObject("message");
            json.WriteString("text", note.Text);
            json.WriteEndObject();
        });
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Properties(Utf8JsonWriter json, ScanReport report)
    {
        ImageInventory inventory = report.Inventory;
        json.WriteStartObject("properties");
        json.WriteString("imageName", inventory.Image.Name);
        json.Text("imageID", inventory.Image.ImageId?.ToString());
        json.Text("manifestDigest", inventory.Image.ManifestDigest?.ToString());
        json.Text("platform", inventory.Image.Platform);
        json.Texts("repoTags", inventory.Image.RepoTags);
        json.Texts("repoDigests", inventory.Image.RepoDigests);
        json.Texts("scanners", [.. report.Coverage.Scanners.Select(FindingWords.Word)]);
        json.Text("baseImage", inventory.Base?.Name);
        json.Text("policy", report.Policy?.Policy);
        json.Text("policyVerdict", report.Policy is { } policy ? ReportWords.Of(policy.Verdict) : null);
        json.WriteEndObject();
    }
}
