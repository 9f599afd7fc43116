using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Skep.Advisories.Feeds.Osv;
using Skep.Advisories.Scoring;
using Skep.Advisories.Starter;
using Skep.Core;

namespace Skep.Advisories.Tests.Starter;

public sealed partial class StarterSetTests
{
    private static readonly Package Lodash = new(new EcosystemId("npm"), "lodash", "4.17.4");

    [Fact]
    public void Set_is_large_and_its_ids_are_unique()
    {
        string[] ids = [.. StarterRecords.All.Select(record => record.GetProperty("id").GetString()!)];

        Assert.True(ids.Length >= 250, $"{ids.Length}");
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id => Assert.Matches(KnownId(), id));
    }

    [Fact]
    public void Aliases_belong_to_one_record_each()
    {
        string[] aliases = [.. StarterRecords.All.Where(record => record.TryGetProperty("aliases", out _))
            .SelectMany(record => record.GetProperty("aliases").EnumerateArray()).Select(alias => alias.GetString()!)];

        Assert.Equal(aliases.Length, aliases.Distinct(StringComparer.Ordinal).Count());
        Assert.All(aliases, alias => Assert.Matches(KnownId(), alias));
    }

    [Fact]
    public void Every_record_has_a_title_a_severity_a_package_and_a_reference() =>
        Assert.All(StarterRecords.All, record =>
        {
            Assert.InRange(record.GetProperty("summary").GetString()!.Length, 20, 110);
            JsonElement specific = record.GetProperty("database_specific");
            Assert.Matches("^(CRITICAL|HIGH|MEDIUM|LOW|NEGLIGIBLE)$", specific.GetProperty("severity").GetString());
            Assert.NotEmpty(record.GetProperty("affected").EnumerateArray());
            Assert.All(
                record.GetProperty("references").EnumerateArray(),
                item => Assert.StartsWith("https://", item.GetProperty("url").GetString(), StringComparison.Ordinal));
            if (specific.TryGetProperty("cwe_ids", out JsonElement cwes))
            {
                Assert.All(cwes.EnumerateArray(), cwe => Assert.Matches("^CWE-[1-9][0-9]{0,3}$", cwe.GetString()));
            }
        });

    [Fact]
    public void Dates_are_sane() =>
        Assert.All(StarterRecords.All, record =>
        {
            DateTimeOffset modified = record.GetProperty("modified").GetDateTimeOffset();
            DateTimeOffset published = record.TryGetProperty("published", out JsonElement date)
                ? date.GetDateTimeOffset()
                : modified;
            Assert.InRange(published, new DateTimeOffset(1999, 1, 1, 0, 0, 0, TimeSpan.Zero), modified);
            string id = record.GetProperty("id").GetString()!;
            if (id.StartsWith("CVE-", StringComparison.Ordinal))
            {
                // Some were reserved in the year before; none is published before its year.
                int year = int.Parse(id.AsSpan(4, 4), CultureInfo.InvariantCulture);
                Assert.True(published.Year >= year, $"{id} {published}");
            }

            if (record.GetProperty("database_specific").TryGetProperty("kev", out JsonElement kev))
            {
                Assert.InRange(kev.GetProperty("added").GetDateTimeOffset(), published.AddDays(-1), modified);
                Assert.True(kev.GetProperty("ransomware").ValueKind is JsonValueKind.True or JsonValueKind.False);
            }
        });

    [Fact]
    public void Vectors_rate_as_the_severity_says() =>
        Assert.All(StarterRecords.All.Where(record => record.TryGetProperty("severity", out _)), record =>
        {
            string vector = record.GetProperty("severity")[0].GetProperty("score").GetString()!;
            string word = record.GetProperty("database_specific").GetProperty("severity").GetString()!;
            CvssScore? score = Cvss.Parse("starter", vector);
            Assert.NotNull(score);
            string rated = score.Score switch { >= 9 => "CRITICAL", >= 7 => "HIGH", >= 4 => "MEDIUM", _ => "LOW" };
            Assert.True(word == rated || word == "NEGLIGIBLE", $"{record.GetProperty("id")} {vector} is {word}");
        });

    [Fact]
    public void Every_ecosystem_is_known() =>
        Assert.All(
            StarterRecords.Claims.Select(claim => claim.Ecosystem).Distinct(StringComparer.Ordinal),
            ecosystem => Assert.NotNull(OsvEcosystems.Scope(ecosystem)));

    [Fact]
    public void Every_range_ends_after_its_start() =>
        Assert.All(StarterRecords.Claims, claim =>
        {
            IVersionOrder order = StarterRecords.OrderOf(claim.Ecosystem);
            Assert.True(claim.Introduced == "0" || order.IsValid(claim.Introduced), $"{claim}");
            Assert.True(claim.End is null || order.IsValid(claim.End), $"{claim}");
            Assert.True(
                claim.Introduced == "0" || claim.End is null
                    || (order.TryCompare(claim.Introduced, claim.End, out int compared)
                        && (compared < 0 || (compared == 0 && claim.EndKind == "last_affected"))),
                $"{claim}");
        });

    [Fact]
    public void Versions_listed_one_by_one_are_versions() =>
        Assert.All(
            from record in StarterRecords.All
            from affected in record.GetProperty("affected").EnumerateArray()
            where affected.TryGetProperty("versions", out _)
            from version in affected.GetProperty("versions").EnumerateArray()
            select (affected.GetProperty("package").GetProperty("ecosystem").GetString()!, version.GetString()!),
            ((string Ecosystem, string Text) version) =>
                Assert.True(StarterRecords.OrderOf(version.Ecosystem).IsValid(version.Text), version.Text));

    [Fact]
    public async Task Packages_of_the_demo_have_findings()
    {
        using var database = new TestDatabase();
        using (var reader = new StreamReader(StarterSet.OpenRead()))
        {
            database.Write(StarterSet.FileName, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        ImportResult imported = await database.ImportAsync();
        Assert.Empty(imported.Problems);

        MatchResult npm = database.Match(
            null,
            Lodash,
            Lodash with { Name = "minimist", Version = "0.0.8" },
            Lodash with { Name = "handlebars", Version = "4.0.11" },
            Lodash with { Name = "jsonwebtoken", Version = "8.5.1" },
            Lodash with { Name = "lodash", Version = "4.17.21" });
        Assert.Equal(
            ["handlebars", "jsonwebtoken", "lodash", "minimist"],
            npm.Findings.Select(finding => finding.Package.Package.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(npm.Findings, finding => finding.Package.Package.Version == "4.17.21");

        MatchResult nuget = database.Match(
            null,
            new Package(new EcosystemId("nuget"), "Newtonsoft.Json", "12.0.1"),
            new Package(new EcosystemId("nuget"), "SharpZipLib", "1.3.2"));
        Assert.Contains(nuget.Findings, finding => finding.Vulnerability.Id == "CVE-2024-21907");
        Assert.Contains(nuget.Findings, finding => finding.Vulnerability.Id == "CVE-2021-32840");

        MatchResult debian = database.Match(
            new Distribution("debian", "12") { Codename = "bookworm" },
            Found.Deb("libc6", "2.36-9+deb12u10", "glibc", "2.36-9+deb12u10"),
            Found.Deb("libwebp7", "1.2.4-0.2", "libwebp", "1.2.4-0.2"));
        Assert.Contains(debian.Findings, finding => finding.Vulnerability.Id == "CVE-2023-4863");
        Assert.Contains(debian.Findings, finding => finding.Vulnerability.Id == "CVE-2018-20796");
        Assert.DoesNotContain(debian.Findings, finding => finding.Vulnerability.Id == "CVE-2023-4911");
    }

    [GeneratedRegex(
        "^(CVE-[0-9]{4}-[0-9]{4,7}|GHSA(-[23456789cfghjmpqrvwx]{4}){3}|(PYSEC|GO|RUSTSEC)-[0-9]{4}-[0-9]+)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex KnownId();
}
