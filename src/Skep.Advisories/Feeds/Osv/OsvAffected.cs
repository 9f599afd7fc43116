using System.Text.Json;
using Skep.Advisories.Model;
using Skep.Advisories.Scoring;

namespace Skep.Advisories.Feeds.Osv;

/// <summary>Reads one entry of a record's <c>affected</c> list.</summary>
/// <remarks>
/// Ranges of commits cannot be compared with a package's version and are left out; an entry with nothing else is
/// searchable but never matches. Evaluation: <see href="https://ossf.github.io/osv-schema/#evaluation"/>.
/// </remarks>
internal static class OsvAffected
{
    public static AffectedPackage? Read(JsonElement item, string scope, string ecosystem, string module)
    {
        if (item.Get("package").Text("name") is not { Length: > 0 } name)
        {
            return null;
        }

        var ranges = new List<VersionRange>();
        string? lastKnown = item.Get("database_specific").Text("last_known_affected_version_range");
        foreach (JsonElement range in item.Items("ranges"))
        {
            if (range.Text("type") != "GIT")
            {
                ReadEvents(range, lastKnown, ranges);
            }
        }

        // A distribution's list repeats the range for the versions that its archive had; the range says more.
        bool isDistribution = OsvEcosystems.IsDistribution(ecosystem);
        IReadOnlyList<string> versions = isDistribution && ranges.Count > 0 ? [] : item.Texts("versions");
        if (ranges.Count == 0 && versions.Count == 0)
        {
            return null;
        }

        JsonElement specific = item.Get("ecosystem_specific");
        return new AffectedPackage(scope, name)
        {
            Ranges = ranges,
            Versions = versions,
            IsBinary = OsvEcosystems.NamesBinaries(ecosystem),
            Module = ranges.Exists(range => range.Fixed?.Contains(".module") == true) ? module : string.Empty,
            Severity = SeverityWords.Parse(specific.Text("urgency") ?? specific.Text("severity")),
        };
    }

    private static void ReadEvents(JsonElement range, string? lastKnown, List<VersionRange> ranges)
    {
        string? start = null;
        bool isOpen = false;
        foreach (JsonElement entry in range.Items("events"))
        {
            if (entry.Text("introduced") is { } introduced)
            {
                // Two starts in a row: the first range never ends before the second begins.
                start =
                    isOpen ? start
                    : introduced == "0" ? null
                    : introduced;
                isOpen = true;
            }
            else if (entry.Text("fixed") is { } end)
            {
                if (isOpen)
                {
                    ranges.Add(new VersionRange(start, end));
                }

                isOpen = false;
            }
            else if (entry.Text("last_affected") is { } last)
            {
                if (isOpen)
                {
                    ranges.Add(new VersionRange(start, null, last));
                }

                isOpen = false;
            }
        }

        if (isOpen)
        {
            ranges.Add(Bounded(start, lastKnown));
        }
    }

    // GitHub's own bound, kept beside a range that OSV leaves open because no fixed version is named.
    private static VersionRange Bounded(string? start, string? lastKnown) =>
        lastKnown switch
        {
            ['<', '=', ' ', ..] => new VersionRange(start, null, lastKnown[3..]),
            ['<', ' ', ..] => new VersionRange(start, lastKnown[2..]),
            _ => new VersionRange(start, null),
        };
}
