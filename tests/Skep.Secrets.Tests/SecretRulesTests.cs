using System.Text;
using Skep.Core;

namespace Skep.Secrets.Tests;

public sealed class SecretRulesTests
{
    private const string Own = """
        rules:
          - id: acme/token
            title: Acme token
            category: acme
            severity: high
            keywords: [acme_]
            pattern: 'acme_[a-z]{20}'
        disable: [secrets/generic]
        allow: {words: [harmless]}
        """;

    [Fact]
    public void There_are_more_than_150_built_in_rules() => Assert.InRange(SecretRules.BuiltIn.Count, 150, 1000);

    [Fact]
    public void A_file_adds_rules_disables_others_and_allows_values()
    {
        var problems = new List<Problem>();
        var rules = SecretRules.Load("rules.yaml", Own, problems);
        Assert.Empty(problems);
        var scanner = new SecretScanner(rules, ScannedFile.Salt);

        Assert.Equal(["acme/token"], Found(scanner, "acme_qwertzuiopasdfghjkly password=h7Jk2mQz9x"));
        Assert.Empty(Found(scanner, "acme_harmlesszuiopasdfghj"));
        Assert.NotEqual(scanner.Inspector.Variant, new SecretScanner(SecretRules.BuiltIn,
            ScannedFile.Salt).Inspector.Variant);
    }

    [Fact]
    public void A_rule_of_the_same_id_replaces_the_built_in_one()
    {
        var problems = new List<Problem>();
        SecretRules rules = SecretRules.Load("r", Own.Replace("acme/token", "secrets/aws/access-key",
            StringComparison.Ordinal), problems);
        Assert.Empty(problems);
        Assert.Empty(Found(new SecretScanner(rules, ScannedFile.Salt), ScannedFile.Real("AKIA{}QYLPMN5HHHFPZAM2")));
    }

    [Theory]
    [InlineData("severity: high", "severity: dire", "r:5: a severity is negligible")]
    [InlineData("keywords: [acme_]", "keywords: [a]", "r:6: at most 64 keywords")]
    [InlineData("pattern: 'acme_[a-z]{20}'", "pattern: 'acme_(a+)+\\1'", "not a pattern that runs in linear time")]
    [InlineData("pattern: 'acme_[a-z]{20}'", "pattern: 'acme_['", "not a pattern that runs in linear time")]
    [InlineData("category: acme", "categories: acme", "'categories' is not understood here")]
    [InlineData("title: Acme token", "title: ''", "'title' is missing")]
    [InlineData("pattern: 'acme_[a-z]{20}'", "verify: magic", "'magic' is no verification")]
    [InlineData("pattern: 'acme_[a-z]{20}'", "entropy: 99", "'entropy' has to be a number from 0 to 8")]
    [InlineData("disable: [secrets/generic]", "disable: [secrets/nothing]", "disables no rule")]
    [InlineData("rules:", "rulez:", "'rulez' is not understood here")]
    public void Mistakes_are_named_with_their_line(string right, string wrong, string message)
    {
        var problems = new List<Problem>();
        SecretRules rules = SecretRules.Load("r", Own.Replace(right, wrong, StringComparison.Ordinal), problems);
        Assert.Contains(problems, problem =>
            $"{problem.Location}: {problem.Message}".Contains(message, StringComparison.Ordinal));
        Assert.NotEmpty(rules.All);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a")]
    [InlineData("rules: 3")]
    [InlineData("rules: [3, {}]")]
    [InlineData("a: [")]
    [InlineData("allow: {patterns: ['(']}")]
    public void Anything_can_be_loaded(string text)
    {
        var problems = new List<Problem>();
        Assert.Equal(SecretRules.BuiltIn.Count, SecretRules.Load("r", text, problems).Count);
        Assert.True(text.Length == 0 || problems.Count > 0);
    }

    [Fact]
    public void Rules_of_a_trivy_file_are_understood()
    {
        var problems = new List<Problem>();
        var rules = SecretRules.Load("trivy-secret.yaml", """
            rules:
              - id: my-token
                category: general
                title: My token
                severity: HIGH
                keywords: [mytoken]
                regex: 'mytoken=(?P<secret>[0-9]{8,12})'
                secret-group-name: secret
                allow-rules:
                  - {id: tests, path: '.*/testdata/.*'}
            """.Replace("?P<", "?<", StringComparison.Ordinal), problems);
        Assert.Empty(problems);
        var scanner = new SecretScanner(rules, ScannedFile.Salt);
        Assert.Equal(["my-token"], Found(scanner, "mytoken=4711081534"));
        Assert.Empty(ScannedFile.Run("mytoken=4711081534"u8.ToArray(), "srv/testdata/a", scanner).Sightings);
    }

    private static IEnumerable<string> Found(SecretScanner scanner, string text) =>
        ScannedFile.Run(Encoding.UTF8.GetBytes(text), scanner: scanner).Sightings.Select(seen => seen.Rule.Value);
}
