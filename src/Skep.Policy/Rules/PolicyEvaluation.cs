using Skep.Core;
using Skep.Policy.Criteria;
using Skep.Policy.Reading;

namespace Skep.Policy.Rules;

/// <summary>Asks the rules of a policy of one report, in their order.</summary>
/// <remarks>
/// An allow rule over findings takes them from the rules after it; one over images takes the whole image.
/// The verdict is the worst that a rule comes to: a warning is never worse than <see cref="PolicyVerdict.Warned"/>.
/// </remarks>
internal sealed class PolicyEvaluation(PolicyFile policy, ScanReport report)
{
    /// <summary>Names of packages and files are as long as an image's maker likes.</summary>
    private const int MaxReason = 900;

    private readonly PolicyFacts _facts = new(report);
    private readonly HashSet<Finding> _excused = new(ReferenceEqualityComparer.Instance);
    private string? _allowedBy;

    public PolicyOutcome Run()
    {
        RuleOutcome[] rules = [.. Damage(), .. policy.Rules.Select(Ask)];
        return new PolicyOutcome(policy.Name, policy.Source, rules.Select(Verdict).Append(PolicyVerdict.Passed).Max())
        {
            Rules = rules,
        };
    }

    // Of an image that is not what its digest says nothing at all is known, whatever the policy asks.
    private IEnumerable<RuleOutcome> Damage() => report.Coverage.Gaps
        .Where(gap => gap.Code == CoverageGap.ImageDamaged)
        .Take(1)
        .Select(gap => new RuleOutcome(gap.Code, "block", RuleResult.CouldNotJudge, gap.Message));

    private RuleOutcome Ask(PolicyRule rule)
    {
        if (_allowedBy is not null)
        {
            return Outcome(rule, RuleResult.NotApplicable, $"the rule '{_allowedBy}' allows the image");
        }

        if (!rule.Scope.IsAbout(_facts))
        {
            return Outcome(rule, RuleResult.NotApplicable, $"{_facts.Names} is not in its scope");
        }

        var evaluation = new RuleEvaluation(rule, _facts, policy.AcceptedGaps);
        Answer answer = evaluation.Ask([.. report.AllFindings.Where(finding => !_excused.Contains(finding))]);
        RuleOutcome outcome = rule.Action == RuleAction.Allow
            ? Allow(rule, answer, evaluation.Selected)
            : Outcome(rule, Result(rule, answer), answer.Reason);

        // Those let through by a count or by grace stand here too: the reason speaks of them.
        return outcome with { FindingIds = [.. evaluation.Selected.Select(finding => finding.Id)] };
    }

    private RuleOutcome Allow(PolicyRule rule, Answer answer, IReadOnlyList<Finding> selected)
    {
        // Without criteria it is about every image in its scope.
        bool holds = answer.Kind == AnswerKind.Yes || (rule.Images.Count == 0 && rule.Things.Count == 0);
        if (!holds)
        {
            return Outcome(rule, RuleResult.NotApplicable, answer.Reason);
        }

        if (rule.Things.Count > 0)
        {
            _excused.UnionWith(selected);
            return Outcome(rule, RuleResult.Passed, "allowed: " + answer.Reason);
        }

        _allowedBy = rule.Name;
        return Outcome(rule, RuleResult.Passed, "the image is allowed" + (rule.Images.Count > 0
            ? ": " + answer.Reason
            : string.Empty));
    }

    private static RuleResult Result(PolicyRule rule, Answer answer) => (answer.Kind, rule.IfUnknown) switch
    {
        (AnswerKind.Yes, _) => RuleResult.Violated,
        (AnswerKind.No, _) => RuleResult.Passed,
        (_, WhenUnknown.Violated) => RuleResult.Violated,
        (_, WhenUnknown.Skip) => RuleResult.NotApplicable,
        _ => RuleResult.CouldNotJudge,
    };

    private RuleOutcome Outcome(PolicyRule rule, RuleResult result, string reason)
    {
        RuleAction action = policy.IsReportOnly && rule.Action == RuleAction.Block ? RuleAction.Warn : rule.Action;
        string text = reason.Length <= MaxReason ? reason : reason[..MaxReason] + "…";
        return new RuleOutcome(rule.Name, EnumWord.Of(action), result, text) { Message = rule.Message };
    }

    private static PolicyVerdict Verdict(RuleOutcome rule) => (rule.Action, rule.Result) switch
    {
        ("block", RuleResult.Violated) => PolicyVerdict.Blocked,
        ("block", RuleResult.CouldNotJudge) => PolicyVerdict.CouldNotJudge,
        ("warn", RuleResult.Violated or RuleResult.CouldNotJudge) => PolicyVerdict.Warned,
        _ => PolicyVerdict.Passed,
    };
}
