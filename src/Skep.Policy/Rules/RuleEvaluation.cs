using Skep.Core;
using Skep.Policy.Criteria;
using Skep.Policy.Reading;

namespace Skep.Policy.Rules;

/// <summary>Asks one rule of one report.</summary>
internal sealed class RuleEvaluation(PolicyRule rule, PolicyFacts facts, IReadOnlyList<string> acceptedGaps)
{
    /// <summary>Things a reason names; the ids hold them all.</summary>
    private const int MaxNamed = 3;

    private const int MaxName = 160;

    private readonly List<Finding> _selected = [];

    /// <summary>The findings that the rule is about, those it lets through too.</summary>
    public IReadOnlyList<Finding> Selected => _selected;

    public Answer Ask(IReadOnlyList<Finding> open)
    {
        List<string> yes = [];
        Answer? no = null;
        Answer? unknown = null;
        foreach (Answer answer in Answers(open))
        {
            switch (answer.Kind)
            {
                case AnswerKind.Yes:
                    yes.Add(answer.Reason);
                    break;
                case AnswerKind.No:
                    no ??= answer;
                    break;
                default:
                    unknown ??= answer;
                    break;
            }
        }

        bool hasCriteria = yes.Count > 0 || no is not null || unknown is not null;
        if (no is null && unknown is null && hasCriteria)
        {
            return Answer.Yes(string.Join("; ", yes));
        }

        // What was not looked at is no pass, however little the rest shows.
        if (rule.Requires?.Unmet(facts) is { Count: > 0 } unmet)
        {
            return Answer.Unknown(string.Join("; ", unmet));
        }

        return no ?? unknown ?? Answer.No("everything it requires was looked at");
    }

    private IEnumerable<Answer> Answers(IReadOnlyList<Finding> open)
    {
        foreach (ImageTest test in rule.Images)
        {
            yield return test.Ask(facts);
        }

        if (rule.Things.Count > 0)
        {
            yield return Count(open);
        }
    }

    private Answer Count(IReadOnlyList<Finding> open)
    {
        IEnumerable<Thing> all = rule.IsAboutPackages
            ? facts.Report.Inventory.Packages.Select(package => new Thing(facts, null, package))
            : open.Select(finding => Thing.Of(finding, facts));
        Thing[] selected = [.. all.Where(IsMeant)];
        _selected.AddRange(selected.Select(thing => thing.Finding).OfType<Finding>());
        Thing[] counted = [.. selected.Where(thing => rule.Grace?.Covers(thing) != true)];
        string words = string.Join(", ", rule.Things.Select(test => test.Words));
        string what = rule.IsAboutPackages ? "package" : "finding";
        string later = selected.Length > counted.Length
            ? $" ({selected.Length - counted.Length} more within {rule.Grace!.Days} days of grace)"
            : string.Empty;
        if (counted.Length > rule.MoreThan)
        {
            string allowed = rule.MoreThan > 0 ? $", more than {rule.MoreThan}" : string.Empty;
            return Answer.Yes(
                $"{Plural(counted.Length, what)} with {words}{allowed}: {Named(counted)}{later}");
        }

        string found = counted.Length == 0
            ? $"no {what} with {words}{later}"
            : $"{Plural(counted.Length, what)} with {words}, not more than {rule.MoreThan}{later}";
        return Unseen() is { } unseen ? Answer.Unknown($"{found}, but {unseen}") : Answer.No(found);
    }

    // What a later layer removed runs nowhere; but a secret that was shipped is known to whoever has the image.
    private bool IsMeant(Thing thing) =>
        (rule.SeesRemoved || !thing.IsRemoved || thing.Finding?.Scanner == Scanner.Secret)
        && rule.Things.All(test => test.Holds(thing));

    /// <summary>What keeps "none" from being the truth; null when nothing does.</summary>
    private string? Unseen()
    {
        IReadOnlyList<Scanner> ran = facts.Report.Coverage.Scanners;
        IReadOnlyList<Scanner> wanted = rule.IsAboutPackages ? [] : rule.Scanners;
        if (wanted.Except(ran).ToArray() is { Length: > 0 } missing)
        {
            return string.Join(", ", missing.Select(CoverageDemand.NotLookedFor));
        }

        bool isAboutVulnerabilities = !rule.IsAboutPackages
            && (wanted.Count == 0 ? ran : wanted).Contains(Scanner.Vuln);
        CoverageGap? gap = facts.Report.Coverage.Gaps.FirstOrDefault(
            gap => Counts(gap.Code, isAboutVulnerabilities)
                && !acceptedGaps.Any(pattern => TextGlob.Matches(pattern, gap.Code)));
        return gap is null ? null : $"{gap.Code}: {gap.Message}";
    }

    // Engines count where a rule requires them: not everybody has every engine.
    private static bool Counts(string gap, bool isAboutVulnerabilities) => gap.Split('/')[0] switch
    {
        "advisories" or "distribution" => isAboutVulnerabilities,
        "engine" => false,
        _ => true,
    };

    private static string Plural(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string Named(Thing[] things)
    {
        string[] names = [.. things.Select(thing => Short(Name(thing))).Distinct()];
        string rest = names.Length > MaxNamed ? $" and {names.Length - MaxNamed} more" : string.Empty;
        return string.Join(", ", names.Take(MaxNamed)) + rest;
    }

    private static string Short(string name) => name.Length <= MaxName ? name : name[..MaxName] + "…";

    private static string Name(Thing thing) => thing switch
    {
        { Finding: VulnerabilityFinding found } =>
            $"{found.Vulnerability.Id} in {found.Package.Package.Name} {found.Package.Package.Version} "
                + $"({EnumWord.Of(found.Severity)})",
        { Finding: RuleFinding { Sighting.Location.Length: > 0 } found } =>
            $"{found.Sighting.Rule} in {found.Sighting.Location}",
        { Finding: RuleFinding found } => found.Sighting.Rule.Value,
        { Package: { } at } => $"{at.Package.Name} {at.Package.Version}".Trim(),
        _ => string.Empty,
    };
}
