using Microsoft.Data.Sqlite;
using Skep.Advisories.Compile;
using Skep.Advisories.Match;
using Skep.Core;
using Skep.Packages;
using Skep.Testing;

namespace Skep.Advisories.Tests.Accuracy;

/// <summary>Matches that people judged true or false, judged again here with the shared feeds.</summary>
/// <remarks>
/// A label counts when a feed here speaks of its vulnerability in its package: recall and precision then measure the
/// matching and not how much of the world was downloaded. Labels carry no source package; that is filled in from the
/// shared images.
/// </remarks>
public sealed class AccuracyTests(SharedDatabase shared, ITestOutputHelper output)
{
    private static readonly string[] Languages =
    [
        "npm",
        "pypi",
        "maven",
        "gem",
        "golang",
        "nuget",
        "composer",
        "cargo",
    ];

    private static readonly string[] DebianImages = ["dpkgdb-", "distroless-", "fx-snyk-dockergoof", "osid-ubuntu"];

    private static readonly Dictionary<string, IEcosystem> EcosystemsById = Ecosystems.All.ToDictionary(
        ecosystem => ecosystem.Id.Value,
        StringComparer.Ordinal);

    // Must not fall. Raise them when matching improves.
    private const double RecallFloor = 0.977;
    private const double PrecisionFloor = 0.929;

    [Fact]
    public async Task Recall_and_precision_do_not_fall()
    {
        string labels = SharedData.Require("advisories/truth/anchore-vulnerability-match-labels.jsonl.gz");
        using AdvisoryDatabase database = await shared.OpenAsync(TestContext.Current.CancellationToken);
        Dictionary<string, string> sources = Sources(SharedData.Require("corpus/truth"));
        ILookup<string, string> mavenNames = MavenNames(database.Path);
        var counts = new SortedDictionary<string, Counts>(StringComparer.Ordinal);
        foreach (
            IGrouping<string, MatchLabel> image in MatchLabel
                .Read(labels)
                .GroupBy(label => label.Image, StringComparer.Ordinal))
        {
            Distribution? distribution = LabelledImage.DistributionOf([.. image]);
            foreach (
                IGrouping<(string, string), MatchLabel> group in image.GroupBy(label => (label.Name, label.Version)))
            {
                Judge(database, distribution, [.. group], (sources, mavenNames), counts);
            }
        }

        Counts all = counts.Values.Aggregate(new Counts(), (sum, next) => sum.Add(next));
        foreach ((string kind, Counts count) in counts.Append(new KeyValuePair<string, Counts>("all", all)))
        {
            output.WriteLine($"{kind}: {count}");
        }

        Assert.True(all.Recall >= RecallFloor, $"recall {all.Recall:0.0000}");
        Assert.True(all.Precision >= PrecisionFloor, $"precision {all.Precision:0.0000}");
    }

    private void Judge(
        AdvisoryDatabase database,
        Distribution? distribution,
        IReadOnlyList<MatchLabel> labels,
        (Dictionary<string, string> Sources, ILookup<string, string> MavenNames) names,
        SortedDictionary<string, Counts> counts)
    {
        foreach (string ecosystem in LabelledImage.EcosystemOf(labels[0], distribution) is { } os ? [os] : Languages)
        {
            Package package = PackageOf(ecosystem, labels[0], names);
            MatchLabel[] known = [.. labels.Where(label => IsInFeeds(database, distribution, package, label))];
            if (known.Length == 0)
            {
                continue;
            }

            var inventory = new ImageInventory
            {
                Image = new ImageIdentity { Name = labels[0].Image },
                Distribution = distribution,
                Packages = [new ImagePackage(package)],
            };
            MatchResult result = new VulnerabilityMatcher(database, new MatchOptions()).Match(
                inventory,
                TestDatabase.Now,
                TestContext.Current.CancellationToken);
            HashSet<string> found =
            [
                .. result.Findings.SelectMany(f => f.Vulnerability.Aliases.Prepend(f.Vulnerability.Id)),
            ];
            string kind =
                distribution is not null && ecosystem is "deb" or "rpm" or "apk" ? distribution.Id : ecosystem;
            counts.TryAdd(kind, new Counts());
            foreach (MatchLabel label in known)
            {
                bool isFound = found.Contains(label.Id) || found.Contains(label.Cve);
                counts[kind] = counts[kind].Add(label.IsTrue, isFound);
                if (label.IsTrue != isFound)
                {
                    output.WriteLine($"{(isFound ? "false alarm" : "missed")}: {kind} {label}");
                }
            }
        }
    }

    private static Package PackageOf(
        string ecosystem,
        MatchLabel label,
        (Dictionary<string, string> Sources, ILookup<string, string> MavenNames) names
    ) =>
        new(new EcosystemId(ecosystem), label.Name, label.Version)
        {
            SourceName = ecosystem is "deb" or "apk" ? names.Sources.GetValueOrDefault(label.Name, label.Name) : null,
            SourceVersion = ecosystem is "deb" or "apk" ? SourceVersion(label.Version) : null,
            OtherNames = ecosystem == "maven" ? [.. names.MavenNames[label.Name]] : [],
        };

    // A rebuild of the same source: "4.3-11+b1".
    private static string SourceVersion(string version)
    {
        int rebuild = version.LastIndexOf("+b", StringComparison.Ordinal);
        return rebuild > 0 && version.AsSpan(rebuild + 2).ContainsAnyExceptInRange('0', '9') is false
            ? version[..rebuild]
            : version;
    }

    // Whether some feed says anything about the label's vulnerability in the package, whatever the version.
    private static bool IsInFeeds(
        AdvisoryDatabase database,
        Distribution? distribution,
        Package package,
        MatchLabel label)
    {
        var lookups = new PackageLookups(
            EcosystemsById,
            distribution is null ? [] : DistributionScopes.Of(distribution));
        foreach (PackageLookup lookup in lookups.Of(package))
        {
            foreach (StoredRule rule in database.Queries.Affected(lookup.Scope, lookup.Name))
            {
                AdvisoryHead head = database.Queries.Head(rule.Advisory);
                if (
                    head.Name == label.Id
                    || head.Vulnerabilities.Contains(label.Id)
                    || head.Vulnerabilities.Contains(label.Cve))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static Dictionary<string, string> Sources(string truth)
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            string[] row in Directory
                .EnumerateFiles(truth, "*.tsv")
                .Order(StringComparer.Ordinal)
                .Where(file =>
                    DebianImages.Any(image => Path.GetFileName(file).StartsWith(image, StringComparison.Ordinal)))
                .Where(file => !file.EndsWith(".lang.tsv", StringComparison.Ordinal))
                .SelectMany(File.ReadLines)
                .Select(line => line.Split('\t'))
                .Where(row => row.Length >= 4 && row[3].Length > 0))
        {
            sources.TryAdd(row[0], row[3]);
        }

        return sources;
    }

    // Labels name a jar by its artifact alone.
    private static ILookup<string, string> MavenNames(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            "SELECT DISTINCT name FROM affected WHERE scope = (SELECT id FROM scope WHERE name = 'maven')";
        using SqliteDataReader reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names.ToLookup(name => name[(name.IndexOf(':') + 1)..], StringComparer.Ordinal);
    }
}

/// <summary>How judgements here agree with people's.</summary>
internal readonly record struct Counts(int Found, int Missed, int Refused, int FalseAlarms)
{
    public double Recall => Found + Missed == 0 ? 1 : Found / (double)(Found + Missed);

    public double Precision => Found + FalseAlarms == 0 ? 1 : Found / (double)(Found + FalseAlarms);

    public Counts Add(bool isTrue, bool isFound) =>
        (isTrue, isFound) switch
        {
            (true, true) => this with { Found = Found + 1 },
            (true, false) => this with { Missed = Missed + 1 },
            (false, false) => this with { Refused = Refused + 1 },
            (false, true) => this with { FalseAlarms = FalseAlarms + 1 },
        };

    public Counts Add(Counts other) =>
        new(Found + other.Found, Missed + other.Missed, Refused + other.Refused, FalseAlarms + other.FalseAlarms);

    public override string ToString() =>
        $"recall {Recall:0.0000} ({Found}/{Found + Missed}), "
        + $"precision {Precision:0.0000} ({Found}/{Found + FalseAlarms}), refused {Refused}";
}
