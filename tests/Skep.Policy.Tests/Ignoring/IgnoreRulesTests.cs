using System.Text;
using Skep.Core;
using Skep.Policy.Ignoring;
using Skep.Testing;

namespace Skep.Policy.Tests.Ignoring;

public sealed class IgnoreRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 14);

    [Fact]
    public void Trivy_lines_are_understood()
    {
        IgnoreRules rules = IgnoreRules.Parse(
            ".trivyignore",
            "# accepted\r\nCVE-2022-1292\nCVE-2021-3711 exp:2027-01-01 # until the base image moves\n\n");

        Assert.Empty(rules.Problems);
        Assert.Equal(["CVE-2022-1292", "CVE-2021-3711"], rules.Rules.Select(rule => rule.Id));
        Assert.Equal(new DateOnly(2027, 1, 1), rules.Rules[1].ExpiresOn);
        Assert.Equal("until the base image moves", rules.Rules[1].Statement);
        Assert.Equal(".trivyignore:3", rules.Rules[1].Source);
    }

    [Fact]
    public void Matching_findings_move_to_the_suppressed_ones_with_reason_and_place()
    {
        ScanReport report = Apply(".skepignore", "CVE-2022-1292 # not reachable");

        Assert.DoesNotContain(report.Vulnerabilities, finding => finding.Vulnerability.Id == "CVE-2022-1292");
        SuppressedFinding entry = Assert.Single(report.Suppressed, s => s.Finding.Names.First() == "CVE-2022-1292");
        Assert.Equal(("not reachable", ".skepignore:1"), (entry.Reason, entry.Source));
        Assert.Equal(SampleScan.Report.Vulnerabilities.Count - 1, report.Vulnerabilities.Count);
    }

    [Fact]
    public void Any_name_of_a_vulnerability_will_do() =>
        Assert.DoesNotContain(
            Apply(".skepignore", "ghsa-jfh8-c2jp-5v3q").Vulnerabilities,
            finding => finding.Vulnerability.Id == "CVE-2021-44228");

    [Theory]
    [InlineData("CVE-2022-1292 exp:2026-03-15", true)]
    [InlineData("CVE-2022-1292 exp:2026-03-14", false)]
    [InlineData("CVE-2022-1292 path:var/lib/dpkg/*", true)]
    [InlineData("CVE-2022-1292 path:**/status", true)]
    [InlineData("CVE-2022-1292 path:opt/**", false)]
    [InlineData("CVE-2022-1292 purl:pkg:deb/debian/libssl1.1", true)]
    [InlineData("CVE-2022-1292 pkg:deb/debian/libssl1.1@1.1.1d-0+deb10u6?arch=amd64", true)]
    [InlineData("CVE-2022-1292 purl:pkg:deb/debian/libssl1.1@9", false)]
    [InlineData("CVE-2022-1292 purl:pkg:deb/debian/libssl1.1?arch=arm64", false)]
    public void Conditions_narrow_a_rule(string line, bool applies) =>
        Assert.Equal(
            !applies, Apply(".skepignore", line).Vulnerabilities.Any(f => f.Vulnerability.Id == "CVE-2022-1292"));

    [Fact]
    public void Expired_rules_are_told() =>
        Assert.Equal(
            "CVE-1",
            Assert.Single(
                IgnoreRules.Parse(".skepignore", "CVE-1 exp:2020-01-01\nCVE-2 exp:2030-01-01").Expired(Today)).Id);

    [Theory]
    [InlineData("CVE-1 exp:tomorrow")]
    [InlineData("CVE-1 exp:2026-13-01")]
    [InlineData("CVE-1 colour:red")]
    [InlineData("CVE-1 purl:lodash")]
    [InlineData("CVE-1 path:a//b")]
    [InlineData("CVE-1 path:")]
    [InlineData("exp:2026-01-01")]
    public void Line_that_is_not_understood_is_a_problem_and_hides_nothing(string line)
    {
        IgnoreRules rules = IgnoreRules.Parse(".skepignore", "\n" + line);

        Assert.Equal(".skepignore:2", Assert.Single(rules.Problems).Location);
        Assert.Empty(rules.Rules);
    }

    [Fact]
    public void Trivy_yaml_is_understood()
    {
        IgnoreRules rules = IgnoreRules.Parse(
            ".trivyignore.yaml",
            """
            vulnerabilities:
              - id: CVE-2022-1292
                paths:
                  - "var/lib/dpkg/status"
                purls: ["pkg:deb/debian/libssl1.1"]
                expired_at: 2027-01-01
                statement: Accept the risk
              - id: CVE-2
            misconfigurations:
              - id: AVD-DS-0001
            secrets:
              - id: aws-access-key-id
                paths: ["srv/**"]
            licenses:
              - id: GPL-3.0
            """);

        Assert.Empty(rules.Problems);
        Assert.Equal(
            [
                ("CVE-2022-1292", Scanner.Vuln), ("CVE-2", Scanner.Vuln), ("AVD-DS-0001", Scanner.Config),
                ("aws-access-key-id", Scanner.Secret), ("GPL-3.0", Scanner.License),
            ],
            rules.Rules.Select(rule => (rule.Id, rule.Only!.Value)));
        Assert.Contains(rules.Apply(SampleScan.Report, Today).Suppressed, s => s.Reason == "Accept the risk");
    }

    [Theory]
    [InlineData("vulnerabilities: 3")]
    [InlineData("- CVE-1")]
    [InlineData("vulnerabilities:\n  - statement: no id")]
    [InlineData("vulnerabilities:\n  - id: CVE-1\n    expired_at: soon")]
    [InlineData("vulnerabilities:\n  - id: CVE-1\n    scope: here")]
    [InlineData("vulnerabilities:\n  - id: CVE-1\n    paths: ['a//b']")]
    [InlineData("vulnerabilities: [&a {id: x}, *a]")]
    [InlineData("a: b: c")]
    [InlineData("x: 1\n---\ny: 2")]
    public void Yaml_that_is_not_understood_is_a_problem_and_hides_nothing(string text)
    {
        IgnoreRules rules = IgnoreRules.Parse("x.yaml", text);

        Assert.NotEmpty(rules.Problems);
        Assert.Empty(rules.Rules);
    }

    [Theory]
    [InlineData(".skepignore", "secrets/aws/access-key", true)]
    [InlineData(".skepignore", "secrets/aws", true)]
    [InlineData(".skepignore", "Secrets", true)]
    [InlineData(".skepignore", "secrets/aw", false)]
    [InlineData(".skepignore", "secrets/aws path:srv/*", true)]
    [InlineData(".skepignore", "secrets/aws path:opt/*", false)]
    [InlineData(".trivyignore", "aws-access-key-id", true)]
    [InlineData(".trivyignore", "aws-secret-access-key", false)]
    [InlineData("x.yaml", "secrets: [{id: aws-access-key-id}]", true)]
    [InlineData("x.yaml", "findings: [{id: secrets/aws}]", true)]
    [InlineData("x.yaml", "misconfigurations: [{id: secrets/aws}]", false)]
    public void Rules_are_ignored_by_id_by_its_beginning_and_by_what_others_call_them(
        string file, string text, bool applies) =>
        Assert.Equal(applies, Ignores(file, text, Found(Scanner.Secret, "secrets/aws/access-key", "srv/key")));

    [Theory]
    [InlineData("AVD-DS-0002")]
    [InlineData("DS-0002")]
    [InlineData("ds002")]
    [InlineData("config/user/root")]
    public void Dockerfile_checks_keep_the_numbers_people_know(string id) =>
        Assert.True(Ignores(".trivyignore", id, Found(Scanner.Config, "config/user/root", string.Empty)));

    [Fact]
    public void Licences_are_ignored_by_their_names()
    {
        RuleFinding found = Found(Scanner.License, "license/restricted", "usr/share/doc");
        found = found with { Sighting = found.Sighting with { Subject = "GPL-3.0" } };

        Assert.True(Ignores("x.yaml", "licenses: [{id: GPL-3.0}]", found));
        Assert.False(Ignores("x.yaml", "licenses: [{id: MIT}]", found));
    }

    [Fact]
    public void Deep_yaml_is_refused() =>
        Assert.Single(IgnoreRules.Parse("x.yaml", "vulnerabilities: " + new string('[', 100_000)).Problems);

    [Fact]
    public void Damaged_files_are_survived()
    {
        byte[] sample =
            "vulnerabilities:\n  - id: CVE-1\n    paths: [\"a/**\"]\n    expired_at: 2027-01-01\n"u8.ToArray();
        for (int seed = 0; seed < 500; seed++)
        {
            string text = Encoding.UTF8.GetString(Mutations.Damage(sample, seed));
            Assert.NotNull(IgnoreRules.Parse("x.yaml", text).Rules);
            Assert.NotNull(IgnoreRules.Parse(".skepignore", text).Rules);
        }
    }

    private static ScanReport Apply(string file, string text)
    {
        IgnoreRules rules = IgnoreRules.Parse(file, text);
        Assert.Empty(rules.Problems);
        return rules.Apply(SampleScan.Report, Today);
    }

    private static bool Ignores(string file, string text, RuleFinding found)
    {
        IgnoreRules rules = IgnoreRules.Parse(file, text);
        Assert.Empty(rules.Problems);
        return rules.Apply(SampleScan.Clean with { Findings = [found] }, Today).Findings.Count == 0;
    }

    private static RuleFinding Found(Scanner scanner, string rule, string path) => new()
    {
        Id = "x",
        Severity = Severity.High,
        Sighting = new Sighting(scanner, new RuleId(rule), Severity.High, "found") { Location = path },
    };
}
