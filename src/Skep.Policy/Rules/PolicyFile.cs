using Skep.Core;
using Skep.Policy.Exceptions;

namespace Skep.Policy.Rules;

/// <summary>A policy: what an image may be and hold, as a team wrote it down.</summary>
/// <remarks>
/// A file of which anything is not understood is refused as a whole: a rule left out would let images through.
/// Schema: <c>docs/reference/policy.schema.json</c>.
/// </remarks>
public sealed class PolicyFile
{
    internal PolicyFile(string name, string source, IReadOnlyList<PolicyRule> rules)
    {
        Name = name;
        Source = source;
        Rules = rules;
    }

    public string Name { get; }

    /// <summary>The file it stands in, or <c>built in</c>.</summary>
    public string Source { get; }

    /// <summary>Nothing blocks: what would is a warning.</summary>
    public bool IsReportOnly { get; internal init; }

    /// <summary>Decisions to set findings aside that stand in the same file; applied before the rules.</summary>
    public ExceptionList Exceptions { get; internal init; } = ExceptionList.Empty;

    internal IReadOnlyList<PolicyRule> Rules { get; }

    /// <summary>Patterns over codes of coverage gaps that count for no rule.</summary>
    internal IReadOnlyList<string> AcceptedGaps { get; init; } = [];

    /// <summary>The policy; null when a problem was added.</summary>
    public static PolicyFile? Parse(string fileName, string text, ICollection<Problem> problems) =>
        PolicyReader.Read(fileName, fileName, text, problems);

    /// <summary>The report with the policy's exceptions applied, as of its own day, and the outcome in it.</summary>
    public ScanReport Judge(ScanReport report)
    {
        report = Exceptions.Apply(report, DateOnly.FromDateTime(report.CreatedAt.UtcDateTime));
        return report with { Policy = Evaluate(report) };
    }

    /// <summary>What the policy makes of a report: a pure function of both.</summary>
    public PolicyOutcome Evaluate(ScanReport report) => new PolicyEvaluation(this, report).Run();
}
