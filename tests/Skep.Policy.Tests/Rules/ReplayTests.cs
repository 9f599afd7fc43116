using Skep.Core;
using Skep.Policy.Cases;
using Skep.Policy.Rules;
using Skep.Policy.Tests.Criteria;
using Skep.Reports;
using Skep.Reports.Json;
using Skep.Testing;

namespace Skep.Policy.Tests.Rules;

/// <summary>Every decision can be repeated from the json report alone.</summary>
public sealed class ReplayTests
{
    [Fact]
    public void Each_criterion_comes_to_the_same_from_the_stored_report() =>
        Assert.Empty(VocabularyTests.Table()
            .Where(entry => !AreSame(entry.Policy!.Evaluate(entry.Report!), Replay(entry)))
            .Select(entry => $"{entry.Location} {entry.Name}"));

    [Theory]
    [InlineData("default")]
    [InlineData("strict")]
    [InlineData("report-only")]
    public void Whole_policies_come_to_the_same_from_stored_reports(string name)
    {
        PolicyFile policy = BuiltInPolicies.Get(name);
        foreach (ScanReport report in new[] { SampleScan.Report, SampleScan.Clean })
        {
            Assert.True(AreSame(policy.Evaluate(report), policy.Evaluate(Stored(report))), report.Inventory.Image.Name);
        }

        // What is no Unicode is stored as a question mark; what is decided stays.
        Assert.Equal(
            policy.Evaluate(HostileScan.Report).Rules.Select(rule => rule.Result),
            policy.Evaluate(Stored(HostileScan.Report)).Rules.Select(rule => rule.Result));
    }

    [Fact]
    public void Reasons_stay_short_whatever_names_an_image_brings() =>
        Assert.All(
            BuiltInPolicies.Get("strict").Evaluate(HostileScan.Long).Rules,
            rule => Assert.InRange(rule.Reason.Length, 1, 1000));

    [Theory]
    [InlineData("default")]
    [InlineData("strict")]
    public void What_flags_leave_out_of_the_report_decides_nothing(string name)
    {
        PolicyFile policy = BuiltInPolicies.Get(name);
        ScanReport judged = policy.Judge(SampleScan.Report);
        var filter = new FindingFilter
        {
            Severities = new HashSet<Severity> { Severity.Negligible },
            KeepsJudged = true,
        };

        ScanReport filtered = filter.Apply(judged);

        Assert.True(filtered.AllFindings.Count() < judged.AllFindings.Count());
        Assert.True(AreSame(judged.Policy!, policy.Evaluate(Stored(filtered))));
    }

    [Fact]
    public void Outcome_itself_is_stored_whole()
    {
        ScanReport judged = BuiltInPolicies.Get("strict").Judge(SampleScan.Report);

        Assert.True(AreSame(judged.Policy!, Stored(judged).Policy!));
    }

    private static PolicyOutcome Replay(PolicyCase entry) => entry.Policy!.Evaluate(Stored(entry.Report!));

    private static ScanReport Stored(ScanReport report)
    {
        using var stream = new MemoryStream();
        ReportFormats.Find("json")!.Write([report], stream, new ReportOptions());
        stream.Position = 0;
        return ScanReportReader.Read(stream)[0];
    }

    private static bool AreSame(PolicyOutcome left, PolicyOutcome right) =>
        (left.Policy, left.Source, left.Verdict) == (right.Policy, right.Source, right.Verdict)
            && left.Rules.Select(Flat).SequenceEqual(right.Rules.Select(Flat));

    private static string Flat(RuleOutcome rule) => string.Join(
        '\n', rule.Name, rule.Action, rule.Result, rule.Reason, rule.Message, string.Join(',', rule.FindingIds));
}
