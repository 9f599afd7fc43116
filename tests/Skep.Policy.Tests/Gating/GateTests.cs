using Skep.Core;
using Skep.Policy.Gating;

namespace Skep.Policy.Tests.Gating;

public sealed class GateTests
{
    [Fact]
    public void Without_a_gate_everything_passes() =>
        Assert.IsType<Decision.Passed>(Gate.Decide(PolicySample.Vulnerable, new GateOptions()));

    [Fact]
    public void Findings_at_or_above_the_threshold_fail_even_when_the_scan_has_gaps()
    {
        Decision decision = Gate.Decide(PolicySample.Vulnerable, new GateOptions { FailOn = Severity.High });

        Assert.Contains(
            "4 findings of severity high", Assert.IsType<Decision.Failed>(decision).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Clean_report_passes() =>
        Assert.IsType<Decision.Passed>(
            Gate.Decide(PolicySample.Clean, new GateOptions { FailOn = Severity.Unknown }));

    [Fact]
    public void Report_without_findings_but_with_gaps_could_not_be_judged()
    {
        ScanReport report = PolicySample.Vulnerable with { Vulnerabilities = [] };

        Decision decision = Gate.Decide(report, new GateOptions { FailOn = Severity.Critical });

        Assert.Equal(report.Coverage.Gaps, Assert.IsType<Decision.CouldNotJudge>(decision).Gaps);
    }

    [Fact]
    public void Removed_packages_do_not_fail_an_image()
    {
        ScanReport report = PolicySample.Clean with { Vulnerabilities = [PolicySample.Vulnerable.Vulnerabilities[5]] };

        Assert.IsType<Decision.Passed>(Gate.Decide(report, new GateOptions { FailOn = Severity.Unknown }));
    }

    [Fact]
    public void End_of_life_alone_is_left_to_whoever_asked_for_it()
    {
        CoverageGap gap = new(CoverageGap.EndOfLife, "gets no fixes");
        ScanReport report = PolicySample.Clean with { Coverage = new Coverage { IsEndOfLife = true, Gaps = [gap] } };
        var strict = new GateOptions { FailOn = Severity.Unknown };

        Assert.IsType<Decision.CouldNotJudge>(Gate.Decide(report, strict));
        Assert.IsType<Decision.Passed>(Gate.Decide(report, strict with { LeavesOutEndOfLife = true }));
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(12, 3, false)]
    [InlineData(12, 0, true)]
    public void Where_nothing_was_recognised_only_plain_files_pass(int files, int unknown, bool passes)
    {
        ScanReport report = PolicySample.Clean with
        {
            Inventory = PolicySample.Clean.Inventory with { Packages = [] },
            Coverage = new Coverage { Files = files, UnknownBinaries = unknown },
        };

        Assert.Equal(passes, Gate.Decide(report, new GateOptions { FailOn = Severity.Critical }) is Decision.Passed);
        Assert.IsType<Decision.Passed>(Gate.Decide(report, new GateOptions()));
    }

    [Fact]
    public void Damaged_image_never_passes()
    {
        CoverageGap gap = new(CoverageGap.ImageDamaged, "layer 1 ends early");
        ScanReport report = PolicySample.Clean with { Coverage = new Coverage { Gaps = [gap] } };

        Assert.IsType<Decision.CouldNotJudge>(Gate.Decide(report, new GateOptions()));
    }

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
            filter.Apply(PolicySample.Vulnerable).Vulnerabilities.Select(f => f.Vulnerability.Id));
    }
}
