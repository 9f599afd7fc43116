using Skep.Core;
using Skep.Reports.Json;
using Skep.Testing;

namespace Skep.Cli.Tests;

/// <summary>Policies from the command line to the exit code.</summary>
public sealed class PolicyCommandTests : IDisposable
{
    private const string NoCriticals =
        "name: team\nrules:\n"
        + "  - {name: no criticals, action: block, when: {scanner: vuln, severity: critical}, message: Upgrade it.}\n";

    private readonly CommandRun _skep = new CommandRun().With(SampleScan.Report);

    public void Dispose() => _skep.Dispose();

    [Fact]
    public async Task Deciding_rule_is_named_with_its_reason_and_message()
    {
        _skep.With("policy.yaml", NoCriticals);

        Assert.Equal(1, await _skep.RunAsync("convert", "report.json", "--policy", "policy.yaml"));
        Assert.Contains("blocked registry.example/shop/web:1.4: policy team, 1 rules", _skep.Error);
        Assert.Contains(
            "block: no criticals: 2 findings with scanner vuln, severity >= critical: CVE-2021-44228", _skep.Error);
        Assert.Contains("Upgrade it.", _skep.Error);
    }

    [Theory]
    [InlineData(1, "block", "{severity: critical}")]
    [InlineData(0, "warn", "{severity: critical}")]
    [InlineData(3, "block", "{image_signature_verified_by: release}")]
    [InlineData(0, "block", "{unknown_binaries: '> 3'}")]
    public async Task Verdict_becomes_the_exit_code(int code, string action, string when)
    {
        _skep.With("policy.yaml", $"name: p\nrules:\n  - {{name: r, action: {action}, when: {when}}}\n");

        Assert.Equal(code, await _skep.RunAsync("convert", "report.json", "--policy", "policy.yaml"));
        Assert.Equal(
            code, await _skep.RunAsync("policy", "explain", "--policy", "policy.yaml", "--report", "report.json"));
    }

    [Theory]
    [InlineData(7, "--exit-code", "7")]
    [InlineData(0, "--exit-code", "0")]
    [InlineData(1, "--fail-on", "high")]
    public async Task Flags_combine_with_a_policy(int code, params string[] flags)
    {
        _skep.With("policy.yaml", NoCriticals);

        Assert.Equal(code, await _skep.RunAsync(["convert", "report.json", "--policy", "policy.yaml", .. flags]));
    }

    [Fact]
    public async Task Code_alone_fails_on_what_the_policy_says_not_on_any_finding()
    {
        _skep.With("policy.yaml", "name: p\nrules:\n  - {name: r, action: block, when: {image_user: nobody}}\n");

        Assert.Equal(0, await _skep.RunAsync("convert", "report.json", "--policy", "policy.yaml", "--exit-code", "9"));
    }

    [Fact]
    public async Task Outcome_is_in_the_report_and_is_repeated_from_it_alone()
    {
        _skep.With("policy.yaml", NoCriticals);
        await _skep.RunAsync(
            "convert", "report.json", "--policy", "policy.yaml", "-f", "json", "-o", "out.json", "--severity", "low");

        using FileStream stream = File.OpenRead(Path.Combine(_skep.Folder, "out.json"));
        ScanReport report = Assert.Single(ScanReportReader.Read(stream));

        Assert.Equal(PolicyVerdict.Blocked, report.Policy!.Verdict);
        Assert.Superset(
            report.Policy.Rules.SelectMany(rule => rule.FindingIds).ToHashSet(),
            report.AllFindings.Select(finding => finding.Id).ToHashSet());
        Assert.Equal(1, await _skep.RunAsync("policy", "explain", "--policy", "policy.yaml", "--report", "out.json"));
        Assert.Contains("block  no criticals: 2 findings", _skep.Output);
    }

    [Fact]
    public async Task Policy_that_is_not_understood_is_wrong_use()
    {
        _skep.With("policy.yaml", NoCriticals + "  - {name: other, action: block, when: {colour: red}}\n");

        Assert.Equal(2, await _skep.RunAsync("convert", "report.json", "--policy", "policy.yaml"));
        Assert.Contains("policy.yaml:4: 'colour' is no criterion", _skep.Error);
        Assert.Equal(2, await _skep.RunAsync("policy", "check", "policy.yaml"));
        Assert.Equal(2, await _skep.RunAsync("convert", "report.json", "--policy", "absent.yaml"));
    }

    [Fact]
    public async Task File_named_as_a_built_in_policy_does_not_replace_it()
    {
        _skep.With("default", "name: theirs\nrules:\n  - {name: r, action: warn, when: {severity: critical}}\n");

        Assert.Equal(1, await _skep.RunAsync("convert", "report.json", "--policy", "default"));
    }

    [Fact]
    public async Task Exceptions_set_findings_aside_with_reason_and_author_and_expired_ones_are_said()
    {
        _skep.With("policy.yaml", NoCriticals);
        _skep.With("exceptions.yaml", """
            exceptions:
              - {id: CVE-2021-44228, reason: not reachable, author: ann, approver: bob, expires: 2999-01-01}
              - {id: CVE-2022-1292, reason: soon, author: ann, expires: 2020-01-01}
              - {id: CVE-1, reason: for ever, author: ann}
            """);

        await _skep.RunAsync(
            "convert", "report.json", "--policy", "policy.yaml", "--exceptions", "exceptions.yaml", "-f", "json", "-o",
            "out.json");

        using FileStream stream = File.OpenRead(Path.Combine(_skep.Folder, "out.json"));
        ScanReport report = Assert.Single(ScanReportReader.Read(stream));
        Assert.Contains(
            report.Suppressed,
            entry => entry.Reason == "not reachable"
                && entry.Source == "exceptions.yaml:2, by ann, approved by bob, until 2999-01-01");
        Assert.Contains("exceptions.yaml:3: the exception for CVE-2022-1292 by ann expired on 2020-01-01", _skep.Error);
        Assert.Contains("exceptions.yaml:4: an exception ends", _skep.Error);
        Assert.Contains("1 finding with scanner vuln, severity >= critical: CVE-2022-1292", _skep.Error);
    }

    [Fact]
    public async Task Built_in_policies_are_shown_as_they_are_written()
    {
        Assert.Equal(0, await _skep.RunAsync("policy", "show", "strict"));
        Assert.Contains("name: strict", _skep.Output);
        Assert.Equal(2, await _skep.RunAsync("policy", "show", "lax"));
    }

    [Fact]
    public async Task Table_of_cases_passes_or_says_what_came_out_otherwise()
    {
        _skep.With("policy.yaml", NoCriticals).With("cases.yaml", """
            policy: policy.yaml
            cases:
              - name: stored
                report: report.json
                expect: blocked
              - name: facts
                facts: {vulnerabilities: [{id: CVE-1, severity: critical}]}
                expect: passed
                expect_rules: {no criticals: passed}
            """);

        Assert.Equal(1, await _skep.RunAsync("policy", "test", "cases.yaml"));
        Assert.Contains("ok: stored", _skep.Error);
        Assert.Contains("expected passed, came to blocked", _skep.Error);
        Assert.Contains("2 cases, 1 failed", _skep.Error);
    }

    [Theory]
    [InlineData("cases: []")]
    [InlineData("policy: default\ncases: [{name: a, expect: passed}]")]
    [InlineData("policy: default\ncases: [{name: a, facts: {}}]")]
    [InlineData("cases: [{name: a, facts: {}, expect: passed}]")]
    [InlineData("policy: default\ncases: [{name: a, facts: {colour: red}, expect: passed}]")]
    public async Task Table_that_is_not_understood_is_wrong_use(string text)
    {
        _skep.With("cases.yaml", text);

        Assert.Equal(2, await _skep.RunAsync("policy", "test", "cases.yaml"));
    }
}
