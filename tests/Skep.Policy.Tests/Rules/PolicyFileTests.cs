using System.Text;
using Skep.Policy.Rules;
using Skep.Testing;

namespace Skep.Policy.Tests.Rules;

public sealed class PolicyFileTests
{
    private const string Minimal = "name: p\nrules:\n  - {name: r, action: block, when: {severity: critical}}\n";

    [Theory]
    [InlineData("")]
    [InlineData("name: p")]
    [InlineData("rules: []")]
    [InlineData("- a")]
    [InlineData("name: p\nrules: {}")]
    [InlineData("name: p\nrules: [3]")]
    [InlineData(Minimal + "colour: red")]
    [InlineData(Minimal + "report_only: maybe")]
    [InlineData(Minimal + "  - {name: r, action: block, when: {fixable: true}}")]
    [InlineData("name: p\nrules: [{name: r, action: deny, when: {fixable: true}}]")]
    [InlineData("name: p\nrules: [{name: r, when: {fixable: true}}]")]
    [InlineData("name: p\nrules: [{action: block, when: {fixable: true}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block}]")]
    [InlineData("name: p\nrules: [{name: r, action: allow}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {colour: red}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {severity: very}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {cvss: high}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {cvss: '>= 1e999'}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {path: []}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {scanner: virus}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {exposed_port: '70000'}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {exposed_port: '9-3'}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {purl: lodash}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {image_user: root}, more_than: 3}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, when: {license: MIT}, grace: {days: 3}}]")]
    [InlineData("name: p\nrules: [{name: r, action: allow, when: {cve: a}, more_than: 3}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, requires: {signatures_at_most_days_old: 3}}]")]
    [InlineData("name: p\nrules: [{name: r, action: block, requires: {engine: clamav}}]")]
    [InlineData("name: p\nname: q\nrules: [{name: r, action: block, when: {fixable: true}}]")]
    [InlineData("a: &x [1]\nb: *x")]
    public void File_of_which_anything_is_not_understood_is_refused_whole(string text) =>
        Assert.NotEmpty(PolicySample.Problems(text));

    [Fact]
    public void Problems_name_their_line() =>
        Assert.Equal(
            "policy.yaml:3",
            Assert.Single(
                PolicySample.Problems("name: p\nrules:\n  - {name: r, action: block, when: {x: 1}}"),
                problem => problem.Message.Contains("'x'", StringComparison.Ordinal)).Location);

    [Theory]
    [InlineData("when: {path: a//b}")]
    [InlineData("when: {image_remote: [ok, a//b]}")]
    [InlineData("when: {fixable: true}, scope: {images: [a//b]}")]
    public void Pattern_of_paths_that_is_none_is_named(string terms) =>
        Assert.Contains(
            "'a//b'",
            Assert.Single(PolicySample.Problems($"name: p\nrules: [{{name: r, action: block, {terms}}}]")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Deep_or_huge_files_are_refused()
    {
        Assert.Single(PolicySample.Problems("rules: " + new string('[', 100_000)));
        string patterns = string.Join(',', Enumerable.Repeat("a", 10_001));
        Assert.NotEmpty(PolicySample.Problems(
            $"name: p\nrules: [{{name: r, action: block, when: {{path: [{patterns}]}}}}]"));
    }

    [Fact]
    public void Damaged_files_are_survived()
    {
        byte[] sample = Encoding.UTF8.GetBytes(BuiltInPolicies.Text("strict"));
        for (int seed = 0; seed < 300; seed++)
        {
            Assert.NotNull(PolicySample.Problems(Encoding.UTF8.GetString(Mutations.Damage(sample, seed))));
        }
    }
}
