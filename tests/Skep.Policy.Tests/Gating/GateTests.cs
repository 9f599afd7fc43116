using Skep.Core;
using Skep.Policy.Gating;
using Skep.Testing;

namespace Skep.Policy.Tests.Gating;

public sealed class GateTests
{
    [Fact]
    public void Without_a_gate_everything_passes() =>
        Assert.IsType<Decision.Passed>(Gate.Decide(SampleScan.Report, new GateOptions()));

    [Fact]
    public void Findings_at_or_above_the_threshold_fail_even_when_the_scan_has_gaps()
    {
        Decision decision = Gate.Decide(SampleScan.Report, new GateOptions { FailOn = Severity.High });

        Assert.Contains(
            "4 findings of severity high",
            Assert.Single(Assert.IsType<Decision.Failed>(decision).Reasons),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Clean_report_passes() =>
        Assert.IsType<Decision.Passed>(
            Gate.Decide(SampleScan.Clean, new GateOptions { FailOn = Severity.Unknown, FailOnEndOfLife = true }));

    [Fact]
    public void Report_without_findings_but_with_gaps_could_not_be_judged()
    {
        ScanReport report = SampleScan.Report with { Vulnerabilities = [] };

        Decision decision = Gate.Decide(report, new GateOptions { FailOn = Severity.Critical });

        Assert.Equal(
            ["advisories/missing", "advisories/starter-set", "distribution/end-of-life"],
            Assert.IsType<Decision.CouldNotJudge>(decision).Gaps.Select(gap => gap.Code));
    }

    [Fact]
    public void Unfixed_findings_pass_when_only_fixed_ones_count()
    {
        ScanReport report = SampleScan.Clean with { Vulnerabilities = [SampleScan.Report.Vulnerabilities[4]] };

        Assert.IsType<Decision.Failed>(Gate.Decide(report, new GateOptions { FailOn = Severity.Medium }));
        Assert.IsType<Decision.Passed>(
            Gate.Decide(report, new GateOptions { FailOn = Severity.Medium, OnlyFixed = true }));
    }

    [Fact]
    public void Removed_packages_do_not_fail_an_image()
    {
        ScanReport report = SampleScan.Clean with { Vulnerabilities = [SampleScan.Report.Vulnerabilities[5]] };

        Assert.IsType<Decision.Passed>(Gate.Decide(report, new GateOptions { FailOn = Severity.Unknown }));
    }

    [Fact]
    public void End_of_life_fails_when_asked() =>
        Assert.IsType<Decision.Failed>(Gate.Decide(SampleScan.Report, new GateOptions { FailOnEndOfLife = true }));

    [Fact]
    public void Filter_leaves_out_what_nobody_asked_for()
    {
        var filter = new FindingFilter
        {
            Severities = new HashSet<Severity> { Severity.High, Severity.Medium },
            OnlyFixed = true,
        };

        Assert.Equal(
            ["CVE-2021-3711", "GHSA-35jh-r3h4-6jhm"],
            filter.Apply(SampleScan.Report).Vulnerabilities.Select(f => f.Vulnerability.Id));
    }
}
