using Skep.Core;
using Skep.Policy.Criteria;
using Skep.Policy.Reading;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Rules;

/// <summary>Reads one rule of a policy file.</summary>
internal static class RuleReader
{
    public static PolicyRule Read(YamlFields fields, YamlNode node)
    {
        var rule = new PolicyRule(string.Empty, (RuleAction)(-1));
        fields.Read(node, "a rule", new()
        {
            ["name"] = value => rule = rule with { Name = fields.Text(value, "name") },
            ["action"] = value => rule = rule with { Action = fields.Word<RuleAction>(value, "action") },
            ["message"] = value => rule = rule with { Message = fields.Text(value, "message") },
            ["scope"] = value => rule = rule with { Scope = Scope(fields, value) },
            ["requires"] = value => rule = rule with { Requires = Demand(fields, value) },
            ["when"] = value => rule = Criteria(fields, value, rule),
            ["more_than"] = value => rule = rule with { MoreThan = fields.Count(value, "more_than") },
            ["grace"] = value => rule = rule with { Grace = Grace(fields, value) },
            ["if_unknown"] = value => rule = rule with { IfUnknown = fields.Word<WhenUnknown>(value, "if_unknown") },
        });
        Check(fields, node, rule);
        return rule;
    }

    private static void Check(YamlFields fields, YamlNode node, PolicyRule rule)
    {
        bool isAllow = rule.Action == RuleAction.Allow;
        string? problem = rule switch
        {
            { Name.Length: 0 } => "a rule has a name",
            _ when !Enum.IsDefined(rule.Action) => "a rule has an action: allow, warn or block",
            { Things.Count: 0, Images.Count: 0, Requires: null } when !isAllow =>
                "a rule that warns or blocks has 'when' or 'requires'",
            { Things.Count: 0, Images.Count: 0 } when isAllow && rule.Scope.IsEverything =>
                "a rule that allows has 'when' or 'scope'",
            _ when isAllow && (rule.MoreThan > 0 || rule.Grace is not null || rule.Requires is not null
                || rule.IfUnknown != WhenUnknown.CouldNotJudge) =>
                "a rule that allows has none of 'more_than', 'grace', 'requires', 'if_unknown'",
            { Things.Count: 0 } when rule.MoreThan > 0 || rule.Grace is not null =>
                "'more_than' and 'grace' need a criterion over findings or packages",
            { IsAboutPackages: true, Grace: not null } => "packages have no 'grace'",
            _ => null,
        };
        if (problem is not null)
        {
            fields.Problem(node, problem);
        }
    }

    private static PolicyRule Criteria(YamlFields fields, YamlNode node, PolicyRule rule)
    {
        var criteria = new List<Criterion>();
        foreach ((string name, YamlNode key, YamlNode value) in fields.Members(node, "when"))
        {
            if (Vocabulary.Terms.TryGetValue(name, out Term? term))
            {
                criteria.Add(term.Read(fields, value));
            }
            else
            {
                fields.Problem(key, $"'{name}' is no criterion");
            }
        }

        return rule with
        {
            Things = [.. criteria.OfType<ThingTest>()],
            Images = [.. criteria.OfType<ImageTest>()],
        };
    }

    private static PolicyScope Scope(YamlFields fields, YamlNode node)
    {
        var scope = new PolicyScope();
        fields.Read(node, "scope", new()
        {
            ["images"] = value => scope = scope with { Images = fields.Globs(value, "images") },
            ["except"] = value => scope = scope with { Except = fields.Globs(value, "except") },
            ["registries"] = value => scope = scope with { Registries = fields.Texts(value, "registries") },
            ["labels"] = value => scope = scope with { Labels = fields.Patterns(value, "labels") },
        });
        return scope;
    }

    private static CoverageDemand Demand(YamlFields fields, YamlNode node)
    {
        var demand = new CoverageDemand();
        fields.Read(node, "requires", new()
        {
            ["engines"] = value => demand = demand with { Engines = fields.Texts(value, "engines") },
            ["signatures_at_most_days_old"] = value =>
                demand = demand with { SignatureDays = fields.Count(value, "signatures_at_most_days_old") },
            ["scanners"] = value => demand = demand with { Scanners = fields.Words<Scanner>(value, "scanners") },
            ["fresh_feeds"] = value => demand = demand with { FreshFeeds = fields.Flag(value, "fresh_feeds") },
            ["no_gaps"] = value => demand = demand with { NoGaps = fields.Texts(value, "no_gaps") },
        });
        if (demand is { SignatureDays: not null, Engines.Count: 0 })
        {
            fields.Problem(node, "'signatures_at_most_days_old' needs 'engines'");
        }

        return demand;
    }

    private static Grace Grace(YamlFields fields, YamlNode node)
    {
        var grace = new Grace(0, GraceSince.Publication);
        fields.Read(node, "grace", new()
        {
            ["days"] = value => grace = grace with { Days = fields.Count(value, "days") },
            ["since"] = value => grace = grace with { Since = fields.Word<GraceSince>(value, "since") },
        });
        return grace;
    }
}
