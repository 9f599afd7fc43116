using Skep.Core;

namespace Skep.Policy.Ignoring;

/// <summary>The rules of one ignore file, and what in it could not be understood.</summary>
/// <remarks>
/// Two spellings are read, by the file's name. Lines (<c>.skepignore</c>, <c>.trivyignore</c>):
/// <c>CVE-2023-1234 [path:GLOB] [purl:PURL] [exp:2027-01-31] [# reason]</c>, or a rule's id or the beginning of one in
/// place of the CVE. YAML (<c>*.yaml</c>, <c>*.yml</c>): lists <c>vulnerabilities, secrets, misconfigurations,
/// licenses, malware, findings</c> (of any kind) with <c>id, paths, purls, expired_at, statement</c>. Both are
/// supersets of
/// Trivy's, and know its ids.
/// A rule that is not understood is a <see cref="Problem"/> and hides nothing.
/// </remarks>
public sealed class IgnoreRules
{
    internal IgnoreRules(IReadOnlyList<IgnoreRule> rules, IReadOnlyList<Problem> problems)
    {
        Rules = rules;
        Problems = problems;
    }

    public IReadOnlyList<IgnoreRule> Rules { get; }

    public IReadOnlyList<Problem> Problems { get; }

    public static IgnoreRules Parse(string fileName, string text) =>
        fileName.EndsWith(
            ".yaml",
            StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            ? IgnoreYaml.Parse(fileName, text)
            : IgnoreLines.Parse(fileName, text);

    /// <summary>Rules that no longer hold: worth a word, since their findings are back.</summary>
    public IEnumerable<IgnoreRule> Expired(DateOnly today) => Rules.Where(rule => rule.IsExpired(today));

    /// <summary>The report with the findings that a rule matches moved to its suppressed ones.</summary>
    public ScanReport Apply(ScanReport report, DateOnly today)
    {
        ILookup<string, IgnoreRule> rules = Rules
            .Where(rule => !rule.IsExpired(today))
            .SelectMany(rule => rule.Meant.Select(id => (id, rule)))
            .ToLookup(pair => pair.id, pair => pair.rule, StringComparer.OrdinalIgnoreCase);
        return Suppression.Apply(report, finding => Match(rules, finding));
    }

    private static SuppressedFinding? Match(ILookup<string, IgnoreRule> rules, Finding finding)
    {
        IgnoreRule? rule = IgnoreRule.NamesOf(finding)
            .SelectMany(name => rules[name])
            .FirstOrDefault(rule => rule.Matches(finding));
        return rule is null
            ? null
            : new SuppressedFinding(
                finding,
                rule.Statement.Length > 0 ? rule.Statement : "ignored by a rule without a reason",
                rule.Source);
    }
}
