using System.Text;
using System.Xml;
using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.JUnit;

/// <summary>Writes JUnit's XML, which every CI server shows as tests: one case a rule of the policy.</summary>
/// <remarks>
/// Jenkins' reading of the format: <see href="https://github.com/jenkinsci/junit-plugin"/>. Passed rules are cases
/// too. What could not be judged is an error, never a pass. Without a policy there is a case a scanner and severity.
/// </remarks>
internal sealed class JUnitReportWriter : IReportWriter
{
    private static readonly XmlWriterSettings Layout = new()
    {
        Encoding = new UTF8Encoding(false),
        Indent = true,
        NewLineChars = "\n",
        CloseOutput = false,
    };

    public string Id => "junit";

    public string Description => "JUnit XML for CI servers: one test a policy rule";

    public void Write(IReadOnlyList<ScanReport> reports, Stream output, ReportOptions options)
    {
        List<(ScanReport Report, IReadOnlyList<JUnitCase> Cases)> suites =
            [.. reports.Select(report => (report, JUnitCases.Of(report, options.ShowRemoved)))];
        using (var xml = XmlWriter.Create(output, Layout))
        {
            xml.WriteStartElement("testsuites");
            Text(xml, "name", "skep");
            Counts(xml, [.. suites.SelectMany(suite => suite.Cases)]);
            foreach ((ScanReport report, IReadOnlyList<JUnitCase> cases) in suites)
            {
                Suite(xml, report, cases);
            }

            xml.WriteEndElement();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Suite(XmlWriter xml, ScanReport report, IReadOnlyList<JUnitCase> cases)
    {
        ImageIdentity image = report.Inventory.Image;
        xml.WriteStartElement("testsuite");
        Text(xml, "name", image.Name);
        Counts(xml, cases);
        Text(xml, "timestamp", report.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss"));
        xml.WriteStartElement("properties");
        Property(xml, "skep.version", report.SkepVersion);
        Property(xml, "image.name", image.Name);
        Property(xml, "image.digest", image.ManifestDigest?.ToString());
        Property(xml, "image.id", image.ImageId?.ToString());
        Property(xml, "image.platform", image.Platform);
        Property(xml, "image.base", report.Inventory.Base?.Name);
        Property(xml, "policy.name", report.Policy?.Policy);
        Property(xml, "policy.source", report.Policy?.Source);
        Property(xml, "policy.verdict", report.Policy is { } policy ? ReportWords.Of(policy.Verdict) : null);
        Property(xml, "scanners", string.Join(',', report.Coverage.Scanners.Select(FindingWords.Word)));
        xml.WriteEndElement();
        foreach (JUnitCase test in cases)
        {
            Case(xml, test);
        }

        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, JUnitCase test)
    {
        xml.WriteStartElement("testcase");
        Text(xml, "classname", test.Group);
        Text(xml, "name", test.Name);
        Text(xml, "time", "0");
        if (test.Outcome != JUnitOutcome.Passed)
        {
            xml.WriteStartElement(test.Outcome switch
            {
                JUnitOutcome.Failed => "failure",
                JUnitOutcome.Error => "error",
                _ => "skipped",
            });
            Text(xml, "message", test.Message);
            if (test.Outcome != JUnitOutcome.Skipped)
            {
                Text(xml, "type", test.Outcome == JUnitOutcome.Failed ? "policy" : "could-not-judge");
                xml.WriteString(Lines(test.Lines));
            }

            xml.WriteEndElement();
        }

        // Jenkins shows nothing else of a case that was skipped or passed.
        if (test.Outcome is JUnitOutcome.Passed or JUnitOutcome.Skipped)
        {
            xml.WriteElementString("system-out", Lines([test.Message, .. test.Lines]));
        }

        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, IReadOnlyList<JUnitCase> cases)
    {
        Text(xml, "tests", cases.Count.ToString());
        Text(xml, "failures", cases.Count(test => test.Outcome == JUnitOutcome.Failed).ToString());
        Text(xml, "errors", cases.Count(test => test.Outcome == JUnitOutcome.Error).ToString());
        Text(xml, "skipped", cases.Count(test => test.Outcome == JUnitOutcome.Skipped).ToString());
        Text(xml, "time", "0");
    }

    private static void Property(XmlWriter xml, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            xml.WriteStartElement("property");
            Text(xml, "name", name);
            Text(xml, "value", value);
            xml.WriteEndElement();
        }
    }

    // XML has no way at all to write most control characters, and a lone surrogate would throw.
    private static void Text(XmlWriter xml, string name, string value) =>
        xml.WriteAttributeString(name, DisplayText.Clean(value));

    private static string Lines(IReadOnlyList<string> lines) =>
        string.Join('\n', lines.Where(line => line.Length > 0).Select(DisplayText.Clean));
}
