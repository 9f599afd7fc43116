using System.Globalization;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Skep.Advisories;
using Skep.Core;

namespace Skep.Benchmarks.Advisories;

/// <summary>Judging an image of 400 npm packages against 4,000 advisories, one in ten of which hits.</summary>
[MemoryDiagnoser]
public class MatchingBenchmarks
{
    private const int Advisories = 4000;
    private const int Packages = 400;

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly ImageInventory _inventory = new()
    {
        Image = new ImageIdentity { Name = "benchmark" },
        Packages = [.. Enumerable.Range(0, Packages).Select(i =>
            new ImagePackage(new Package(new EcosystemId("npm"), $"package-{i}", "1.5.0") { Location = $"{i}" }))],
    };

    private string _folder = string.Empty;
    private AdvisoryDatabase? _database;

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("skep-benchmarks").FullName;
        string feeds = Path.Combine(_folder, "osv/npm");
        Directory.CreateDirectory(feeds);
        for (int i = 0; i < Advisories; i++)
        {
            File.WriteAllText(Path.Combine(feeds, $"GHSA-{i:0000}-aaaa-bbbb.json"), Advisory(i).ToJsonString());
        }

        string file = Path.Combine(_folder, "db/advisories.db");
        ImportResult result = new AdvisoryImporter(TimeProvider.System)
            .ImportAsync([Path.Combine(_folder, "osv")], file, progress: null, CancellationToken.None)
            .GetAwaiter().GetResult();
        _database = AdvisoryDatabase.Open(file);
        if (Match() == 0)
        {
            throw new InvalidOperationException($"no advisory matches; {string.Join(", ", result.Problems.Take(3))}");
        }
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _database?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark]
    public int Match() => new VulnerabilityMatcher(_database!, new MatchOptions())
        .Match(_inventory, Now, CancellationToken.None).Findings.Count;

    private static JsonObject Advisory(int i) => new()
    {
        ["id"] = $"GHSA-{i:0000}-aaaa-bbbb",
        ["modified"] = Now.ToString("O", CultureInfo.InvariantCulture),
        ["published"] = Now.ToString("O", CultureInfo.InvariantCulture),
        ["aliases"] = new JsonArray($"CVE-2024-{10_000 + i}"),
        ["summary"] = "Something is wrong in some package",
        ["affected"] = new JsonArray(new JsonObject
        {
            ["package"] = new JsonObject { ["ecosystem"] = "npm", ["name"] = $"package-{i % 2000}" },
            ["ranges"] = new JsonArray(new JsonObject
            {
                ["type"] = "SEMVER",
                ["events"] = new JsonArray(
                    new JsonObject { ["introduced"] = "0" },
                    new JsonObject { ["fixed"] = i % 10 == 0 ? "1.6.0" : "1.4.0" }),
            }),
        }),
    };
}
