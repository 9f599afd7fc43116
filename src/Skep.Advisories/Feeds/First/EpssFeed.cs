using System.Globalization;
using System.Text;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Feeds.First;

/// <summary>FIRST's daily estimate of how likely each CVE is to be exploited.</summary>
/// <remarks>
/// A comment with the model and the date, a header, then a line for each CVE: id, score, percentile.
/// Format: <see href="https://www.first.org/epss/data_stats"/>.
/// </remarks>
internal sealed class EpssFeed : IAdvisoryFeed
{
    // Every CVE has one line; there are 360,000 today and 50,000 more each year.
    private const int MaxLines = 5_000_000;
    private const int MaxProblems = 10;

    public string Id => "first/epss";

    public string Title => "Exploit Prediction Scoring System";

    public string Licence => "free with attribution to FIRST";

    public bool Recognises(FeedFile file) => file.HeadContains("cve,epss,percentile"u8);

    public async ValueTask ReadAsync(FeedFile file, IAdvisorySink sink, CancellationToken cancellationToken)
    {
        sink.Begin(new FeedPart(Id));
        using var reader = new StreamReader(file.Content, Encoding.UTF8);
        int problems = 0;
        for (int line = 0; line < MaxLines; line++)
        {
            if (await FeedLines.ReadAsync(reader, cancellationToken) is not { } text)
            {
                return;
            }

            if (text.StartsWith('#'))
            {
                sink.Begin(new FeedPart(Id) { Newest = DateIn(text) });
            }
            else if (Parse(text) is { } probability)
            {
                sink.Add(probability);
            }
            else if (
                text.Length > 0
                && !text.StartsWith("cve,", StringComparison.Ordinal)
                && ++problems <= MaxProblems)
            {
                sink.Add(new Problem(file.Path, $"not a CVE with two numbers: '{FeedLines.Shorten(text)}'"));
            }
        }

        sink.AddDamage(new Problem(file.Path, $"more than {MaxLines} lines; the rest was left out"));
    }

    public IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope == Scopes.Enrichment
            ?
            [
                new FeedLocation(
                    new Uri("https://epss.empiricalsecurity.com/epss_scores-current.csv.gz"),
                    "epss/epss_scores-current.csv.gz"),
            ]
            : [];

    private static DateTimeOffset? DateIn(string comment)
    {
        const string Key = "score_date:";
        int at = comment.IndexOf(Key, StringComparison.Ordinal);
        return at < 0 ? null : FeedJson.ParseDate(comment[(at + Key.Length)..].Split(',')[0]);
    }

    private static ExploitProbability? Parse(string line)
    {
        int first = line.IndexOf(',');
        int second = first < 0 ? -1 : line.IndexOf(',', first + 1);
        return
            second > 0
            && line.StartsWith("CVE-", StringComparison.Ordinal)
            && Share(line.AsSpan(first + 1, second - first - 1)) is { } score
            && Share(line.AsSpan(second + 1)) is { } percentile
            ? new ExploitProbability(line[..first], score, percentile)
            : null;
    }

    private static double? Share(ReadOnlySpan<char> text) =>
        double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out double share
        ) && share is >= 0 and <= 1
            ? share
            : null;
}
