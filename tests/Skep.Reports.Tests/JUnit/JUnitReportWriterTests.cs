using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Skep.Core;
using Skep.Reports.JUnit;
using Skep.Testing;

namespace Skep.Reports.Tests.JUnit;

public sealed class JUnitReportWriterTests : ReportContract
{
    protected override IReportWriter Writer => new JUnitReportWriter();

    protected override string Golden => Testdata.PathOf("sample.junit.xml");

    [Fact]
    public void One_image_some_or_none_whatever_they_say_satisfy_the_schema()
    {
        var schemas = new XmlSchemaSet();
        string schema = Path.Combine(Path.GetDirectoryName(Golden)!, "..", "..", "Schemas", "junit.xsd");
        using (var reader = XmlReader.Create(schema))
        {
            schemas.Add(null, reader);
        }

        ScanReport[][] samples =
            [[], [SampleScan.Report], [SampleScan.Report, SampleScan.Clean], [HostileScan.Report], [HostileScan.Long]];
        foreach (ScanReport[] reports in samples)
        {
            XDocument document = Parse(reports);
            document.Validate(schemas, (_, problem) => Assert.Fail(problem.Message));
            foreach (XElement suite in document.Descendants("testsuite"))
            {
                Assert.Equal((int)suite.Attribute("tests")!, suite.Elements("testcase").Count());
                Assert.Equal((int)suite.Attribute("failures")!, suite.Descendants("failure").Count());
                Assert.Equal((int)suite.Attribute("errors")!, suite.Descendants("error").Count());
                Assert.Equal((int)suite.Attribute("skipped")!, suite.Descendants("skipped").Count());
            }
        }
    }

    [Fact]
    public void Every_rule_of_the_policy_is_a_case_and_what_could_not_be_judged_is_an_error()
    {
        XElement[] cases = [.. Parse(SampleScan.Report).Descendants("testcase")];

        Assert.Equal(
            SampleFindings.Policy.Rules.Select(rule => rule.Name),
            cases.Select(test => test.Attribute("name")!.Value));
        Assert.Equal(
            ["failure", "failure", "system-out", "error", "system-out", "skipped"],
            cases.Select(test => test.Elements().First().Name.LocalName));
        Assert.Contains("malware/miner/xmrig", cases[0].Value, StringComparison.Ordinal);
        Assert.Contains("Ask #security", cases[0].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_policy_scanners_and_severities_are_the_cases()
    {
        XElement[] cases = [.. Parse(SampleScan.Report with { Policy = null }).Descendants("testcase")];

        XElement critical = cases.Single(test =>
            test.Attribute("classname")!.Value == "skep.vuln" && test.Attribute("name")!.Value == "no critical");
        Assert.NotNull(critical.Element("failure"));
        Assert.NotNull(cases[^1].Element("error"));
        Assert.Empty(Parse(SampleScan.Clean).Descendants("failure"));
    }

    private XDocument Parse(params ScanReport[] reports) => XDocument.Parse(Write(new ReportOptions(), reports));
}
