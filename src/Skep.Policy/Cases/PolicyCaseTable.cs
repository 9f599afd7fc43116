using Skep.Core;
using Skep.Policy.Reading;
using Skep.Policy.Rules;
using Skep.Yaml;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Cases;

/// <summary>Reads a file of <c>skep policy test</c>.</summary>
public static class PolicyCaseTable
{
    /// <summary>Its cases; null when a problem was added.</summary>
    public static IReadOnlyList<PolicyCase>? Parse(string fileName, string text, ICollection<Problem> problems)
    {
        var found = new List<Problem>();
        var fields = new YamlFields(fileName, found);
        var cases = new List<PolicyCase>();
        if (SafeYaml.Load(fileName, text, found) is { } root)
        {
            var table = new PolicyCase(string.Empty, fileName);
            YamlNode? list = null;
            fields.Read(root, "a table of cases", new()
            {
                ["policy"] = node => table = table with { PolicyName = fields.Text(node, "policy") },
                ["rules"] = node => table = table with { Policy = Inline(fields, node) },
                ["cases"] = node => list = node,
            });
            cases.AddRange(list is null ? [] : fields.Items(list, "cases").Select(node => Case(fields, node, table)));
        }

        if (cases.Count == 0 && found.Count == 0)
        {
            found.Add(new Problem(fileName, "there are no cases in it"));
        }

        found.ForEach(problems.Add);
        return found.Count == 0 ? cases : null;
    }

    private static PolicyFile Inline(YamlFields fields, YamlNode node) =>
        new("inline", fields.At(node), PolicyReader.Rules(fields, node));

    private static PolicyCase Case(YamlFields fields, YamlNode node, PolicyCase table)
    {
        PolicyCase entry = table with { Location = fields.At(node) };
        fields.Read(node, "a case", new()
        {
            ["name"] = value => entry = entry with { Name = fields.Text(value, "name") },
            ["policy"] = value => entry = entry with { PolicyName = fields.Text(value, "policy"), Policy = null },
            ["rules"] = value => entry = entry with { Policy = Inline(fields, value), PolicyName = null },
            ["report"] = value => entry = entry with { ReportFile = fields.Text(value, "report") },
            ["facts"] = value => entry = entry with { Report = new FactsReader(fields).Read(value) },
            ["expect"] = value => entry = entry with { Verdict = fields.Word<PolicyVerdict>(value, "expect") },
            ["expect_rules"] = value => entry = entry with { Rules = Results(fields, value) },
        });
        string? problem = entry switch
        {
            { Name.Length: 0 } => "a case has a name",
            { PolicyName: null, Policy: null } => "a case has a policy, its own or the table's",
            { ReportFile: null, Report: null } => "a case has a report or facts",
            { Verdict: null, Rules.Count: 0 } => "a case has 'expect' or 'expect_rules'",
            _ => null,
        };
        if (problem is not null)
        {
            fields.Problem(node, problem);
        }

        return entry;
    }

    private static Dictionary<string, RuleResult> Results(YamlFields fields, YamlNode node)
    {
        var results = new Dictionary<string, RuleResult>(StringComparer.Ordinal);
        foreach ((string name, YamlNode _, YamlNode value) in fields.Members(node, "expect_rules"))
        {
            results[name] = fields.Word<RuleResult>(value, name);
        }

        return results;
    }
}
