using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Policy.Rules;

namespace Skep.Cli.Scanning;

/// <summary>Policies as people name them, and their outcomes as people read them.</summary>
internal static class PolicyText
{
    /// <summary>A built-in policy by its name, else a file.</summary>
    /// <remarks>A file called <c>default</c> may have come with a checkout: it is <c>./default</c>.</remarks>
    /// <exception cref="SkepException">Something in the file is not understood; all of it has been said.</exception>
    public static PolicyFile Read(Host host, string named)
    {
        if (BuiltInPolicies.IsKnown(named))
        {
            return BuiltInPolicies.Get(named);
        }

        var problems = new List<Problem>();
        PolicyFile? policy = PolicyFile.Parse(named, SmallFile.ReadText(host.FullPath(named)), problems);
        problems.ForEach(problem => host.Fail($"{problem.Location}: {problem.Message}"));
        return policy ?? throw new SkepException(
            ErrorKind.Invalid,
            $"{named} is not a policy that can be followed",
            "see docs/operating/policy.md, or start from: skep policy show default");
    }

    /// <summary>What the policy came to, and by which rules.</summary>
    public static void Say(Host host, string image, PolicyOutcome outcome)
    {
        host.Say($"{Word(outcome.Verdict)} {image}: policy {outcome.Policy}, {outcome.Rules.Count} rules");
        foreach (RuleOutcome rule in outcome.Rules)
        {
            if (rule.Result is RuleResult.Violated or RuleResult.CouldNotJudge)
            {
                host.Say($"  {Word(rule)}: {rule.Name}: {rule.Reason}");
                if (rule.Message.Length > 0)
                {
                    host.Say($"    {rule.Message}");
                }
            }
        }
    }

    public static string Word(PolicyVerdict verdict) => verdict switch
    {
        PolicyVerdict.Blocked => "blocked",
        PolicyVerdict.CouldNotJudge => "could not judge",
        PolicyVerdict.Warned => "passed with warnings",
        _ => "passed",
    };

    public static string Word(RuleOutcome rule) => rule.Result switch
    {
        RuleResult.Violated => rule.Action,
        RuleResult.CouldNotJudge => "could not judge",
        RuleResult.NotApplicable => "not asked",
        _ => rule.Action == "allow" ? "allowed" : "passed",
    };
}
