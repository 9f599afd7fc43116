using Skep.Core;

namespace Skep.Policy.Tests.Rules;

public sealed class PolicyEvaluationTests
{
    private const string NoCriticals = "{name: criticals, action: block, when: {severity: critical}}";

    [Fact]
    public void Reason_says_what_was_compared_with_what()
    {
        RuleOutcome rule = PolicySample.Evaluate(NoCriticals, PolicySample.Vulnerable).Rules[0];

        Assert.Equal(RuleResult.Violated, rule.Result);
        Assert.Equal(
            "2 findings with severity >= critical: CVE-2021-44228 in org.apache.logging.log4j:log4j-core 2.14.1 "
            + "(critical), CVE-2022-1292 in libssl1.1 1.1.1d-0+deb10u6 (critical)",
            rule.Reason);
        Assert.Equal(["f1", "f2"], rule.FindingIds);
    }

    [Fact]
    public void What_an_allow_rule_takes_later_rules_do_not_see()
    {
        PolicyOutcome outcome = PolicySample.Of(
            "{name: early, action: block, when: {cve: CVE-2022-1292}}",
            "{name: accepted, action: allow, when: {cve: [CVE-2021-44228, CVE-2022-1292]}}",
            NoCriticals).Evaluate(PolicySample.Vulnerable with { Coverage = new Coverage() });

        Assert.Equal(
            [RuleResult.Violated, RuleResult.Passed, RuleResult.Passed], outcome.Rules.Select(rule => rule.Result));
        Assert.Equal(["f1", "f2"], outcome.Rules[1].FindingIds);
        Assert.Empty(outcome.Rules[2].FindingIds);
    }

    [Fact]
    public void Allow_rule_over_images_ends_the_policy_for_them()
    {
        PolicyOutcome outcome = PolicySample.Of(
            "{name: sandbox, action: allow, scope: {images: ['registry.example/shop/**']}}", NoCriticals)
            .Evaluate(PolicySample.Vulnerable);

        Assert.Equal(PolicyVerdict.Passed, outcome.Verdict);
        Assert.Equal(RuleResult.NotApplicable, outcome.Rules[1].Result);
    }

    [Fact]
    public void Allow_rule_in_doubt_allows_nothing() =>
        Assert.Equal(
            PolicyVerdict.Blocked,
            PolicySample.Of(
                "{name: trusted, action: allow, when: {image_signature_verified_by: release}}", NoCriticals)
                .Evaluate(PolicySample.Vulnerable).Verdict);

    [Theory]
    [InlineData("images: ['registry.example/shop/*']", true)]
    [InlineData("images: ['shop/web']", true)]
    [InlineData("images: ['**/web:1.4']", true)]
    [InlineData("images: ['shop/web:1.5']", false)]
    [InlineData("images: ['**'], except: ['registry.example/**']", false)]
    [InlineData("registries: ['*.example']", true)]
    [InlineData("registries: [docker.io]", false)]
    [InlineData("labels: {maintainer: '商店*'}", true)]
    [InlineData("labels: {maintainer: me}", false)]
    [InlineData("labels: [nobody]", false)]
    public void Rule_is_about_the_images_of_its_scope(string scope, bool applies) =>
        Assert.Equal(
            applies ? RuleResult.Violated : RuleResult.NotApplicable,
            PolicySample.Evaluate(
                $"{{name: r, action: block, scope: {{{scope}}}, when: {{severity: critical}}}}",
                PolicySample.Vulnerable)
                .Rules[0].Result);

    [Theory]
    [InlineData(1, PolicyVerdict.Blocked)]
    [InlineData(2, PolicyVerdict.Passed)]
    public void Count_lets_some_through(int moreThan, PolicyVerdict verdict)
    {
        PolicyOutcome outcome = PolicySample.Evaluate(
            $"{{name: r, action: block, when: {{severity: critical}}, more_than: {moreThan}}}",
            PolicySample.Vulnerable with { Coverage = new Coverage() });

        Assert.Equal(verdict, outcome.Verdict);
        Assert.Equal(["f1", "f2"], outcome.Rules[0].FindingIds);
    }

    [Theory]
    [InlineData(10, "fix", PolicyVerdict.Passed)]
    [InlineData(9, "fix", PolicyVerdict.Blocked)]
    [InlineData(10, "publication", PolicyVerdict.Blocked)]
    [InlineData(41, "publication", PolicyVerdict.Passed)]
    public void Grace_counts_days_to_the_day_of_the_scan(int days, string since, PolicyVerdict verdict)
    {
        VulnerabilityFinding found = PolicySample.Vulnerable.Vulnerabilities[0];
        DateTimeOffset now = PolicySample.Vulnerable.CreatedAt;
        ScanReport report = PolicySample.Clean with
        {
            Vulnerabilities =
            [
                found with
                {
                    FixAvailable = now.AddDays(-9),
                    Vulnerability = found.Vulnerability with { Published = now.AddDays(-40) },
                },
            ],
        };

        Assert.Equal(verdict, PolicySample.Evaluate(
            $"{{name: r, action: block, when: {{severity: critical}}, grace: {{days: {days}, since: {since}}}}}",
            report).Verdict);
    }

    [Fact]
    public void Without_a_date_there_is_no_grace() =>
        Assert.Equal(
            PolicyVerdict.Blocked,
            PolicySample.Evaluate(
                "{name: r, action: block, when: {cve: CVE-2022-1292}, grace: {days: 9999}}",
                PolicySample.Vulnerable).Verdict);

    [Fact]
    public void Criteria_of_a_rule_hold_together() =>
        Assert.Equal(
            ["f3"],
            PolicySample.Evaluate(
                "{name: r, action: block, when: {severity: = high, image_component: libssl*, fixable: true, "
                + "image_os: debian}}",
                PolicySample.Vulnerable).Rules[0].FindingIds);

    [Fact]
    public void Nothing_found_among_gaps_is_no_pass()
    {
        ScanReport report = PolicySample.Vulnerable with { Vulnerabilities = [] };

        Assert.Equal(PolicyVerdict.CouldNotJudge, PolicySample.Evaluate(NoCriticals, report).Verdict);
        Assert.Equal(PolicyVerdict.Passed, PolicySample.Parse(
            "name: p\naccepted_gaps: ['advisories/*', distribution/end-of-life]\nrules: [" + NoCriticals + "]")
            .Evaluate(report).Verdict);
    }

    [Fact]
    public void Scanner_that_did_not_run_found_nothing_and_proves_nothing() =>
        Assert.Equal(
            "no finding with rule secrets/*, but scanner secret did not run",
            PolicySample.Evaluate("{name: r, action: block, when: {rule: secrets/*}}", PolicySample.Clean)
                .Rules[0].Reason);

    [Theory]
    [InlineData("could_not_judge", PolicyVerdict.CouldNotJudge)]
    [InlineData("violated", PolicyVerdict.Blocked)]
    [InlineData("skip", PolicyVerdict.Passed)]
    public void What_follows_from_doubt_is_the_authors_choice(string word, PolicyVerdict verdict) =>
        Assert.Equal(verdict, PolicySample.Evaluate(
            $"{{name: r, action: block, if_unknown: {word}, when: {{scanner: secret}}}}", PolicySample.Clean).Verdict);

    [Fact]
    public void Warning_in_doubt_is_a_warning() =>
        Assert.Equal(
            PolicyVerdict.Warned,
            PolicySample.Evaluate("{name: r, action: warn, when: {scanner: secret}}", PolicySample.Clean).Verdict);

    [Fact]
    public void Damaged_image_is_never_judged_by_what_is_left_of_it()
    {
        ScanReport report = PolicySample.Clean with
        {
            Coverage = new Coverage { Gaps = [new CoverageGap(CoverageGap.ImageDamaged, "layer 1 ends early")] },
        };

        PolicyOutcome outcome = PolicySample.Evaluate(
            "{name: r, action: block, when: {image_user: nobody}, if_unknown: skip}", report);

        Assert.Equal(PolicyVerdict.CouldNotJudge, outcome.Verdict);
        Assert.Equal(CoverageGap.ImageDamaged, outcome.Rules[0].Name);
    }

    [Fact]
    public void What_was_removed_counts_only_when_asked_about_or_when_it_is_a_secret()
    {
        ScanReport report = PolicySample.Clean with { Vulnerabilities = [PolicySample.Vulnerable.Vulnerabilities[5]] };
        Assert.Equal(
            PolicyVerdict.Passed,
            PolicySample.Evaluate("{name: r, action: block, when: {severity: low}}", report).Verdict);
        Assert.Equal(
            PolicyVerdict.Blocked,
            PolicySample.Evaluate("{name: r, action: block, when: {removed: true}}", report).Verdict);

        var key = new Sighting(Scanner.Secret, new RuleId("secrets/aws/access-key"), Severity.High, "AWS access key");
        report = PolicySample.Clean with
        {
            Findings = [new RuleFinding { Id = "s1", Severity = Severity.High, Sighting = key, WasRemoved = true }],
        };
        Assert.Equal(
            PolicyVerdict.Blocked,
            PolicySample.Evaluate("{name: r, action: block, when: {scanner: secret}}", report).Verdict);
    }
}
