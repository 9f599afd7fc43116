using System.Runtime.CompilerServices;
using System.Text;
using Skep.Secrets.Rules;

namespace Skep.Secrets.Tests.Rules;

/// <summary>docs/reference/secret-rules.md lists the built-in rules. SKEP_ACCEPT=1 writes it anew.</summary>
public sealed class RuleDocTests
{
    [Fact]
    public void The_list_of_rules_is_the_rules()
    {
        string file = Path.Combine(Root(), "docs", "reference", "secret-rules.md");
        string text = Page();
        if (Environment.GetEnvironmentVariable("SKEP_ACCEPT") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.True(
            File.Exists(file) && File.ReadAllText(file) == text,
            "docs/reference/secret-rules.md is stale: run the test with SKEP_ACCEPT=1");
    }

    private static string Page()
    {
        var page = new StringBuilder(
            $"""
            # Rules for secrets

            The {SecretRules.BuiltIn.Count} built-in rules, written by `RuleDocTests`.
            How to change them: `docs/adding/secret-rule.md`.
            Configurations of images have four more: `secrets/image/environment`, `history`, `label` and `command`.

            | id | title | category | severity |
            |---|---|---|---|

            """);
        foreach (SecretRule rule in SecretRules.BuiltIn.All.OrderBy(rule => rule.Id.Value, StringComparer.Ordinal))
        {
            string severity = rule.Severity.ToString().ToLowerInvariant();
            page.Append($"| `{rule.Id}` | {rule.Title} | {rule.Category} | {severity} |\n");
        }

        return page.ToString();
    }

    private static string Root([CallerFilePath] string caller = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", ".."));
}
