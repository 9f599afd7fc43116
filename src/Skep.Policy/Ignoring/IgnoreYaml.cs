using Skep.Core;
using Skep.Policy.Matching;
using Skep.Yaml;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Ignoring;

/// <summary>Reads ignore files in YAML.</summary>
internal static class IgnoreYaml
{
    private const string Expected = "expected a list 'vulnerabilities', 'secrets', 'misconfigurations' …";

    /// <summary>The scanner whose findings a section is about; null for all.</summary>
    private static readonly Dictionary<string, Scanner?> Sections = new(StringComparer.Ordinal)
    {
        ["vulnerabilities"] = Scanner.Vuln,
        ["secrets"] = Scanner.Secret,
        ["misconfigurations"] = Scanner.Config,
        ["licenses"] = Scanner.License,
        ["malware"] = Scanner.Malware,
        ["findings"] = null,
    };

    public static IgnoreRules Parse(string fileName, string text)
    {
        var rules = new List<IgnoreRule>();
        var problems = new List<Problem>();
        YamlNode? root = SafeYaml.Load(fileName, text, problems);
        if (root is YamlMappingNode file)
        {
            foreach ((YamlNode key, YamlNode value) in file.Children)
            {
                if (value is YamlSequenceNode list
                    && Sections.TryGetValue(SafeYaml.Text(key) ?? string.Empty, out Scanner? only))
                {
                    int before = rules.Count;
                    Read(fileName, list, rules, problems);
                    for (int i = before; i < rules.Count; i++)
                    {
                        rules[i] = rules[i] with { Only = only };
                    }
                }
                else
                {
                    problems.Add(At(fileName, key, Expected));
                }
            }
        }
        else if (root is not null)
        {
            problems.Add(At(fileName, root, Expected));
        }

        return new IgnoreRules(rules, problems);
    }

    private static void Read(string fileName, YamlSequenceNode list, List<IgnoreRule> rules, List<Problem> problems)
    {
        foreach (YamlNode node in list.Children.Take(IgnoreLines.MaxRules))
        {
            string? problem = Rule(fileName, node, out IgnoreRule rule);
            if (problem is null)
            {
                rules.Add(rule);
            }
            else
            {
                problems.Add(At(fileName, node, problem + "; the rule is not applied"));
            }
        }

        if (list.Children.Count > IgnoreLines.MaxRules)
        {
            problems.Add(At(fileName, list, $"more than {IgnoreLines.MaxRules} rules: the rest is not read"));
        }
    }

    private static string? Rule(string fileName, YamlNode node, out IgnoreRule rule)
    {
        rule = new IgnoreRule(string.Empty, $"{fileName}:{node.Start.Line}");
        if (node is not YamlMappingNode entry)
        {
            return "expected a rule with an id";
        }

        foreach ((YamlNode key, YamlNode value) in entry.Children)
        {
            string name = SafeYaml.Text(key) ?? string.Empty;
            switch (name)
            {
                case "id" when SafeYaml.Text(value) is { Length: > 0 } id:
                    rule = rule with { Id = id };
                    break;
                case "paths" when SafeYaml.Texts(value) is { } paths:
                    foreach (string path in paths)
                    {
                        if (!PathGlob.TryParse(path, out PathGlob? glob, out string problem))
                        {
                            return problem;
                        }

                        rule = rule with { Paths = [.. rule.Paths, glob] };
                    }

                    break;
                case "purls" when SafeYaml.Texts(value) is { } purls && purls.All(
                    purl => PurlPattern.TryParse(purl) is not null):
                    rule = rule with { Purls = purls };
                    break;
                case "expired_at" when IgnoreLines.TryDate(SafeYaml.Text(value) ?? string.Empty, out DateOnly date):
                    rule = rule with { ExpiresOn = date };
                    break;
                case "statement" when SafeYaml.Text(value) is { } statement:
                    rule = rule with { Statement = statement };
                    break;
                default:
                    return $"'{name}' is not understood here";
            }
        }

        return rule.Id.Length == 0 ? "a rule needs an id" : null;
    }

    private static Problem At(string fileName, YamlNode node, string message) =>
        new($"{fileName}:{node.Start.Line}", message);
}
