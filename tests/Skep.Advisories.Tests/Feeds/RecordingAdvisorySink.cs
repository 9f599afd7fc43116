using Skep.Advisories.Feeds;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Tests.Feeds;

/// <summary>Keeps what a feed reads.</summary>
internal sealed class RecordingAdvisorySink : IAdvisorySink
{
    public List<FeedPart> Parts { get; } = [];

    public List<Advisory> Advisories { get; } = [];

    public List<KnownExploitedCve> Exploited { get; } = [];

    public List<ExploitProbability> Probabilities { get; } = [];

    public List<Problem> Problems { get; } = [];

    public int Records => Advisories.Count + Exploited.Count + Probabilities.Count;

    public void Begin(FeedPart part) => Parts.Add(part);

    public void Add(Advisory advisory)
    {
        Assert.NotEmpty(Parts);
        Advisories.Add(advisory);
    }

    public void Add(KnownExploitedCve exploited) => Exploited.Add(exploited);

    public void Add(ExploitProbability probability) => Probabilities.Add(probability);

    public void Add(Problem problem) => Problems.Add(problem);

    public void AddDamage(Problem problem) => Problems.Add(problem);

    public IEnumerable<AffectedPackage> Affected => Advisories.SelectMany(advisory => advisory.Affected);

    public string Dump() =>
        string.Join(
            '\n',
            Advisories.Select(a =>
                $"{a.Id} {string.Join(',', a.Aliases)} {string.Join(',', a.Covers)} "
                + $"{a.Severity} {string.Join(';', a.Affected.Select(Describe))}")
        ) + string.Join('\n', Problems);

    private static string Describe(AffectedPackage package) =>
        $"{package.Scope} {package.Name} {package.Status} {string.Join('|', package.Ranges)}";
}
