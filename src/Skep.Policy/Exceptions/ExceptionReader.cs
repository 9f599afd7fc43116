using Skep.Core;
using Skep.Policy.Criteria;
using Skep.Policy.Matching;
using Skep.Policy.Reading;
using Skep.Policy.Vex;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Exceptions;

/// <summary>Reads a list of exceptions, in a policy or in a file of their own.</summary>
internal static class ExceptionReader
{
    public static ExceptionList Read(YamlFields fields, YamlNode node)
    {
        var rules = new List<ExceptionRule>();
        foreach (YamlNode item in fields.Items(node, "exceptions"))
        {
            var problems = new List<Problem>();
            ExceptionRule rule = Rule(new YamlFields(fields.FileName, problems), item);
            if (problems.Count == 0)
            {
                rules.Add(rule);
                continue;
            }

            foreach (Problem problem in problems)
            {
                fields.Add(problem with { Message = problem.Message + "; the exception is not applied" });
            }
        }

        return new ExceptionList(rules);
    }

    private static ExceptionRule Rule(YamlFields fields, YamlNode node)
    {
        var rule = new ExceptionRule(fields.At(node));
        foreach ((string name, YamlNode key, YamlNode value) in fields.Members(node, "an exception"))
        {
            rule = name switch
            {
                "id" => rule with { Ids = fields.Texts(value, name) },
                "images" => rule with { Images = fields.Globs(value, name) },
                "packages" => rule with { Packages = Purls(fields, value, name) },
                "paths" => rule with { Paths = fields.Globs(value, name) },
                "layer_origin" => rule with { Origins = fields.Words<LayerOrigin>(value, name) },
                "reason" => rule with { Reason = fields.Text(value, name) },
                "justification" => rule with { Justification = Justification(fields, value) },
                "author" => rule with { Author = fields.Text(value, name) },
                "approver" => rule with { Approver = fields.Text(value, name) },
                "created" => rule with { Created = fields.Date(value, name) },
                "expires" => rule with { Expires = fields.Date(value, name) },
                "until_fixed" => rule with { UntilFixed = fields.Flag(value, name) },
                _ => Unknown(fields, key, name, rule),
            };
        }

        if (rule.Ids.Count == 0 || rule.Reason.Length == 0 || rule.Author.Length == 0)
        {
            fields.Problem(node, "an exception has an id, a reason and an author");
        }

        if (rule is { Expires: null, UntilFixed: false })
        {
            fields.Problem(node, "an exception ends: 'expires', or 'until_fixed: true'");
        }

        return rule;
    }

    private static ExceptionRule Unknown(YamlFields fields, YamlNode key, string name, ExceptionRule rule)
    {
        fields.Problem(key, $"'{name}' is not understood in an exception");
        return rule;
    }

    private static IReadOnlyList<string> Purls(YamlFields fields, YamlNode node, string what)
    {
        IReadOnlyList<string> purls = fields.Texts(node, what);
        if (purls.FirstOrDefault(purl => PurlPattern.TryParse(purl) is null) is { } wrong)
        {
            fields.Problem(node, $"{what}: '{wrong}' is no package address like pkg:npm/lodash");
        }

        return purls;
    }

    private static string Justification(YamlFields fields, YamlNode node)
    {
        string word = fields.Text(node, "justification");
        if (!VexJustification.All.Contains(word))
        {
            fields.Problem(node, "justification is one of " + string.Join(", ", VexJustification.All));
        }

        return word;
    }
}
