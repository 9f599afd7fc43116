using Skep.Core;
using Skep.Policy.Exceptions;
using Skep.Policy.Reading;
using Skep.Yaml;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Rules;

/// <summary>Reads policy files.</summary>
internal static class PolicyReader
{
    public static PolicyFile? Read(string fileName, string source, string text, ICollection<Problem> problems)
    {
        var found = new List<Problem>();
        YamlNode? root = SafeYaml.Load(fileName, text, found);
        PolicyFile? policy = root is null ? null : Read(new YamlFields(fileName, found), source, root);
        if (root is null && found.Count == 0)
        {
            found.Add(new Problem(fileName, "the file is empty"));
        }

        found.ForEach(problems.Add);
        return found.Count == 0 ? policy : null;
    }

    private static PolicyFile Read(YamlFields fields, string source, YamlNode root)
    {
        string name = string.Empty;
        bool isReportOnly = false;
        List<PolicyRule> rules = [];
        IReadOnlyList<string> gaps = [];
        ExceptionList exceptions = ExceptionList.Empty;
        fields.Read(root, "a policy", new()
        {
            ["name"] = node => name = fields.Text(node, "name"),
            ["description"] = node => fields.Text(node, "description"),
            ["report_only"] = node => isReportOnly = fields.Flag(node, "report_only"),
            ["accepted_gaps"] = node => gaps = fields.Texts(node, "accepted_gaps"),
            ["rules"] = node => rules = Rules(fields, node),
            ["exceptions"] = node => exceptions = ExceptionReader.Read(fields, node),
        });
        if (name.Length == 0 || rules.Count == 0)
        {
            fields.Problem(root, "a policy has a name and at least one rule");
        }

        return new PolicyFile(name, source, rules)
        {
            IsReportOnly = isReportOnly,
            AcceptedGaps = gaps,
            Exceptions = exceptions,
        };
    }

    /// <summary>A list of rules alone.</summary>
    public static List<PolicyRule> Rules(YamlFields fields, YamlNode node)
    {
        var rules = new List<PolicyRule>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (YamlNode item in fields.Items(node, "rules"))
        {
            PolicyRule rule = RuleReader.Read(fields, item);
            if (!names.Add(rule.Name))
            {
                fields.Problem(item, $"there are two rules '{rule.Name}'");
            }

            rules.Add(rule);
        }

        return rules;
    }
}
