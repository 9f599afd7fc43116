using System.Runtime.CompilerServices;
using System.Text;
using Skep.Compliance.Rules;

namespace Skep.Compliance.Tests.Rules;

/// <summary>docs/reference/config-rules.md says what the rules in the code say. SKEP_ACCEPT=1 writes it anew.</summary>
public sealed class RuleReferenceTests
{
    [Fact]
    public void Reference_matches_the_rules()
    {
        string file = Path.Combine(Root(), "docs", "reference", "config-rules.md");
        string text = Write();
        if (System.Environment.GetEnvironmentVariable("SKEP_ACCEPT") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.True(
            File.Exists(file) && File.ReadAllText(file) == text,
            "docs/reference/config-rules.md is stale: run the test with SKEP_ACCEPT=1");
    }

    private static string Write()
    {
        var text = new StringBuilder("""
            # Rules for configuration and licences

            Generated from the rules in the code by `RuleReferenceTests`; do not edit.

            Scanner `config` judges images (`skep image`) and Dockerfiles (`skep config`), scanner `license` the
            licences of packages (off unless named: `--scanners license`). To set a rule aside: a line
            `config/user/root # why` in `.skepignore`, or above the instruction in a Dockerfile
            `# skep:ignore=config/user/root why`. The beginning of an id means all rules below it. Severities are the
            usual ones; some findings of a rule are rated higher or lower.

            """);
        foreach (IGrouping<string, ConfigRule> area in ConfigRules.All.GroupBy(
            rule => rule.Id[..rule.Id.LastIndexOf('/')]))
        {
            text.Append($"\n## {area.Key}\n");
            foreach (ConfigRule rule in area)
            {
                text.Append($"\n### {rule.Title}\n\n`{rule.Id}`, {rule.Severity.ToString().ToLowerInvariant()}. ");
                text.Append($"{rule.Description}\n\n{rule.Advice}\n");
                if (rule.References.Count > 0)
                {
                    text.Append($"\nSee {string.Join(", ", rule.References)}.\n");
                }
            }
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Root([CallerFilePath] string caller = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", ".."));
}
