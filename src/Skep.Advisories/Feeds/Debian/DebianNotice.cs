using System.Globalization;
using Skep.Advisories.Model;

namespace Skep.Advisories.Feeds.Debian;

/// <summary>One DSA or DLA while its lines are read.</summary>
internal sealed class DebianNotice
{
    private readonly string _id;
    private readonly string _title;
    private readonly DateTimeOffset? _date;
    private readonly List<string> _cves = [];
    private readonly List<AffectedPackage> _affected = [];

    private DebianNotice(string id, string title, DateTimeOffset? date) => (_id, _title, _date) = (id, title, date);

    public static DebianNotice? Open(string line)
    {
        int close = line.IndexOf("] ", StringComparison.Ordinal);
        if (close < 0)
        {
            return null;
        }

        DateTimeOffset? date = DateTimeOffset.TryParseExact(
            line[1..close],
            "dd MMM yyyy",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset day)
            ? day
            : null;
        string[] words = line[(close + 2)..].Split(' ', 2);
        return
            words[0].StartsWith("DSA-", StringComparison.Ordinal)
            || words[0].StartsWith("DLA-", StringComparison.Ordinal)
            ? new DebianNotice(words[0], words.Length > 1 ? words[1] : string.Empty, date)
            : null;
    }

    public void Take(string line)
    {
        if (line.StartsWith('{'))
        {
            _cves.AddRange(
                line.Trim('{', '}')
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Where(id => id.StartsWith("CVE-", StringComparison.Ordinal)));
        }
        else if (line.StartsWith('['))
        {
            // "[bullseye] - apache2 2.4.56-1~deb11u1" or "[stretch] - foo <not-affected> (why)".
            string[] words = line.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries);
            if (
                words is [var release, "-", var source, var version, ..]
                && Scopes.Debian(release.Trim('[', ']')) is { } scope)
            {
                _affected.Add(Affected(scope, source, version));
            }
        }
    }

    public Advisory? ToAdvisory() =>
        _affected.Count == 0 || (_cves.Count == 0 && !_title.EndsWith("security update", StringComparison.Ordinal))
            ? null
            : new Advisory(_id)
            {
                Title = _title,
                Covers = _cves,
                Affected = _affected,
                Published = _date,
                Modified = _date,
                References = [$"https://security-tracker.debian.org/tracker/{_id}"],
            };

    private static AffectedPackage Affected(string scope, string source, string version) =>
        new(scope, source)
        {
            Ranges = [new VersionRange(null, version.StartsWith('<') ? null : version)],
            Status = version switch
            {
                "<not-affected>" => AffectedStatus.NotAffected,
                "<end-of-life>" => AffectedStatus.EndOfLife,
                "<ignored>" => AffectedStatus.WillNotFix,
                "<postponed>" => AffectedStatus.FixDeferred,
                "<undetermined>" => AffectedStatus.UnderInvestigation,
                _ => AffectedStatus.Affected,
            },
        };
}
