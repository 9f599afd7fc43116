using System.IO.Compression;
using System.Text.Json;
using Skep.Testing;

namespace Skep.Advisories.Tests.Starter;

/// <summary>The starter set's facts against the feeds at hand.</summary>
public sealed class StarterFactsTests
{
    private static readonly HashSet<string> Ids =
        [.. StarterRecords.All.Select(record => record.GetProperty("id").GetString()!)];

    [Theory]
    [InlineData("AlmaLinux", 350)]
    [InlineData("Debian", 150)]
    [InlineData("Go", 25)]
    [InlineData("Maven", 70)]
    [InlineData("PyPI", 70)]
    [InlineData("RubyGems", 30)]
    [InlineData("crates.io", 20)]
    public void Fixed_versions_are_the_feeds(string ecosystem, int atLeast)
    {
        ILookup<(string, string, string), string> feed =
            ReadOsv(SharedData.Require($"advisories/osv/{ecosystem}/all.zip"));
        Compare(
            StarterRecords.Claims
                .Where(claim => claim.Ecosystem.Split(':')[0] == ecosystem && claim.EndKind == "fixed"),
            claim => feed[(claim.Id, claim.Ecosystem, claim.Name)],
            atLeast);
    }

    [Fact]
    public void Alpines_fixed_versions_are_its_security_databases()
    {
        ILookup<(string, string, string), string> feed = ReadSecdb(SharedData.Require("advisories/alpine-secdb"));
        Compare(
            StarterRecords.Claims.Where(claim => claim.Ecosystem.StartsWith("Alpine:", StringComparison.Ordinal)),
            claim => feed[(claim.Id, claim.Ecosystem, claim.Name)],
            700);
    }

    [Fact]
    public void Known_exploited_ones_are_those_of_the_catalogue()
    {
        using FileStream stream =
            File.OpenRead(SharedData.Require("advisories/kev/known_exploited_vulnerabilities.json"));
        using JsonDocument catalogue = JsonDocument.Parse(stream);
        Dictionary<string, (string, bool)> listed = catalogue.RootElement.GetProperty("vulnerabilities")
            .EnumerateArray().ToDictionary(
                item => item.GetProperty("cveID").GetString()!,
                item => (
                    item.GetProperty("dateAdded").GetString()!,
                    item.GetProperty("knownRansomwareCampaignUse").GetString() == "Known"));
        string released = catalogue.RootElement.GetProperty("dateReleased").GetString()![..10];
        Assert.All(StarterRecords.All, record =>
        {
            string id = record.GetProperty("id").GetString()!;
            (string Added, bool Ransomware)? ours =
                record.GetProperty("database_specific").TryGetProperty("kev", out JsonElement kev)
                    ? (kev.GetProperty("added").GetString()!, kev.GetProperty("ransomware").GetBoolean())
                    : null;
            bool isLater = ours is { } known && string.CompareOrdinal(known.Added, released) > 0;
            Assert.Equal(listed.TryGetValue(id, out (string, bool) theirs) ? theirs : null, isLater ? null : ours);
        });
    }

    private static void Compare(IEnumerable<Claim> claims, Func<Claim, IEnumerable<string>> feed, int atLeast)
    {
        var wrong = new List<string>();
        int agreed = 0;
        foreach (Claim claim in claims)
        {
            string[] theirs = [.. feed(claim)];
            if (theirs.Contains(claim.End))
            {
                agreed++;
            }
            else if (theirs.Length > 0)
            {
                wrong.Add($"{claim.Id} {claim.Ecosystem} {claim.Name}: {claim.End}, not {string.Join(' ', theirs)}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(agreed >= atLeast, $"only {agreed} could be compared");
    }

    private static ILookup<(string Id, string Ecosystem, string Name), string> ReadOsv(string path)
    {
        var facts = new List<((string, string, string) Key, string Version)>();
        using ZipArchive archive = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in archive.Entries
            .Where(entry => entry.Name.EndsWith(".json", StringComparison.Ordinal)))
        {
            using Stream stream = entry.Open();
            using JsonDocument record = JsonDocument.Parse(stream);
            string[] ids = [.. Named(record.RootElement).Where(Ids.Contains).Distinct(StringComparer.Ordinal)];
            if (ids.Length > 0)
            {
                facts.AddRange(
                    from affected in record.RootElement.GetProperty("affected").EnumerateArray()
                    where affected.TryGetProperty("ranges", out _)
                    from range in affected.GetProperty("ranges").EnumerateArray()
                    from change in range.GetProperty("events").EnumerateArray()
                    where change.TryGetProperty("fixed", out _)
                    from id in ids
                    let package = affected.GetProperty("package")
                    select (
                        (id, package.GetProperty("ecosystem").GetString()!, package.GetProperty("name").GetString()!),
                        change.GetProperty("fixed").GetString()!));
            }
        }

        return facts.ToLookup(fact => fact.Key, fact => fact.Version);
    }

    private static IEnumerable<string> Named(JsonElement record) =>
        new[] { "aliases", "related", "upstream" }
            .Where(field => record.TryGetProperty(field, out _))
            .SelectMany(field => record.GetProperty(field).EnumerateArray())
            .Select(id => id.GetString()!)
            .Append(record.GetProperty("id").GetString()!);

    private static ILookup<(string Id, string Ecosystem, string Name), string> ReadSecdb(string folder)
    {
        var facts = new List<((string, string, string) Key, string Version)>();
        foreach (string path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            string ecosystem = $"Alpine:{Path.GetFileName(Path.GetDirectoryName(path))}";
            using FileStream stream = File.OpenRead(path);
            using JsonDocument database = JsonDocument.Parse(stream);
            facts.AddRange(
                from item in database.RootElement.GetProperty("packages").EnumerateArray()
                let package = item.GetProperty("pkg")
                where package.GetProperty("secfixes").ValueKind == JsonValueKind.Object
                from fix in package.GetProperty("secfixes").EnumerateObject()
                where fix.Value.ValueKind == JsonValueKind.Array
                from cell in fix.Value.EnumerateArray()
                from id in cell.GetString()!.Split(' ')
                where Ids.Contains(id)
                select ((id, ecosystem, package.GetProperty("name").GetString()!), fix.Name));
        }

        return facts.ToLookup(fact => fact.Key, fact => fact.Version);
    }
}
