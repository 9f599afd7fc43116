using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Table;

/// <summary>The last word: what the policy says, which rule decided, and why.</summary>
internal static class PolicySection
{
    private const int MostRules = 20;

    public static void Write(Page page, PolicyOutcome policy)
    {
        Func<string, string> colour = policy.Verdict switch
        {
            PolicyVerdict.Blocked => page.Paint.Alarm,
            PolicyVerdict.Passed => page.Paint.Bold,
            _ => page.Paint.Warning,
        };
        page.Blank();
        page.Labelled(
            string.Empty,
            $"Policy {policy.Policy} ({policy.Source}): {ReportWords.Of(policy.Verdict).ToUpperInvariant()}",
            colour);
        RuleOutcome[] told =
            [.. policy.Rules.Where(rule => rule.Result is RuleResult.Violated or RuleResult.CouldNotJudge)];
        RuleOutcome? decided = Decided(policy);
        foreach (RuleOutcome rule in told.OrderBy(rule => rule != decided).Take(MostRules))
        {
            string did = rule.Result == RuleResult.CouldNotJudge ? "could not judge" : rule.Action;
            string mark = rule == decided ? " (decided)" : string.Empty;
            page.Labelled("  - ", $"{rule.Name}, {did}{mark}: {rule.Reason}");
            if (rule.Message.Length > 0)
            {
                page.Labelled("      ", rule.Message, page.Paint.Dim);
            }
        }

        if (told.Length > MostRules)
        {
            page.Labelled("  - ", $"and {told.Length - MostRules} more (--format json lists all)");
        }

        int passed = policy.Rules.Count(rule => rule.Result == RuleResult.Passed);
        int other = policy.Rules.Count(rule => rule.Result == RuleResult.NotApplicable);
        string left = other > 0 ? $", {other} not about this image" : string.Empty;
        page.Labelled("  ", $"{ReportWords.Count(passed, "rule")} passed{left}");
    }

    /// <summary>The first rule whose word is the verdict; null when all passed.</summary>
    public static RuleOutcome? Decided(PolicyOutcome policy) =>
        policy.Rules.FirstOrDefault(rule => policy.Verdict switch
        {
            PolicyVerdict.Blocked => rule is { Result: RuleResult.Violated, Action: "block" },
            PolicyVerdict.CouldNotJudge => rule.Result == RuleResult.CouldNotJudge,
            PolicyVerdict.Warned => rule is { Result: RuleResult.Violated, Action: "warn" },
            _ => false,
        });
}
