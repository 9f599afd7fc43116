using Skep.Core;

namespace Skep.Policy.Tests.Rules;

public sealed class CoverageDemandTests
{
    private const string ClamAv =
        "{name: clam, action: block, requires: {engines: [clamav], signatures_at_most_days_old: 7}, "
        + "when: {scanner: malware}}";

    [Theory]
    [InlineData(null, null, "engine clamav is not set up")]
    [InlineData(EngineState.Absent, 0, "engine clamav is not set up")]
    [InlineData(EngineState.Failed, 0, "engine clamav failed: connection refused")]
    [InlineData(EngineState.Ran, null, "engine clamav does not say how old its signatures are")]
    [InlineData(EngineState.Ran, 8, "signatures of clamav are 8 days old, more than 7")]
    [InlineData(EngineState.Ran, 7, null)]
    public void Engine_that_is_demanded_must_have_run_with_fresh_signatures(
        EngineState? state, int? age, string? reason)
    {
        EngineCoverage? engine = state is null ? null : new EngineCoverage("clamav", "ClamAV", state.Value)
        {
            SignaturesOf = PolicySample.Clean.CreatedAt.AddDays(-age ?? 0) is var day && age is null ? null : day,
            Message = "connection refused",
        };

        RuleOutcome rule = PolicySample.Evaluate(ClamAv, Covered(new Coverage
        {
            Engines = engine is null ? [] : [engine],
        })).Rules[0];

        Assert.Equal(reason is null ? RuleResult.Passed : RuleResult.CouldNotJudge, rule.Result);
        Assert.Equal(reason ?? "no finding with scanner malware", rule.Reason);
    }

    [Fact]
    public void What_was_found_counts_whatever_is_missing()
    {
        var miner = new Sighting(Scanner.Malware, new RuleId("malware/miner"), Severity.High, "Miner");
        ScanReport report = Covered(new Coverage()) with
        {
            Findings = [new RuleFinding { Id = "m", Severity = Severity.High, Sighting = miner }],
        };

        Assert.Equal(PolicyVerdict.Blocked, PolicySample.Evaluate(ClamAv, report).Verdict);
    }

    [Theory]
    [InlineData("scanners: [vuln, secret]", "scanner secret did not run")]
    [InlineData("scanners: [vuln]", null)]
    [InlineData("fresh_feeds: true", "OSV npm is stale")]
    [InlineData("no_gaps: ['advisories/*']", "advisories/missing: no advisories for Go are in the database")]
    [InlineData("no_gaps: ['image/*']", null)]
    public void Demand_alone_makes_a_rule(string demand, string? reason)
    {
        RuleOutcome rule = PolicySample.Evaluate(
            $"{{name: r, action: block, requires: {{{demand}}}}}", PolicySample.Vulnerable).Rules[0];

        Assert.Equal(reason is null ? RuleResult.Passed : RuleResult.CouldNotJudge, rule.Result);
        Assert.Equal(reason ?? "everything it requires was looked at", rule.Reason);
    }

    [Fact]
    public void Starter_set_is_not_fresh() =>
        Assert.Equal(
            PolicyVerdict.CouldNotJudge,
            PolicySample.Evaluate(
                "{name: r, action: block, requires: {fresh_feeds: true}}",
                Covered(new Coverage { StarterSetOnly = true })).Verdict);

    [Fact]
    public void Demand_that_is_not_met_may_block() =>
        Assert.Equal(
            PolicyVerdict.Blocked,
            PolicySample.Evaluate(
                "{name: r, action: block, if_unknown: violated, requires: {engines: [clamav]}}",
                PolicySample.Clean).Verdict);

    private static ScanReport Covered(Coverage coverage) =>
        PolicySample.Clean with { Coverage = coverage with { Scanners = Enum.GetValues<Scanner>() } };
}
