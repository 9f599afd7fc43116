using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Nvd;
using Skep.Advisories.Import;
using Skep.Advisories.Scoring;
using Skep.Advisories.Tests.Feeds;
using Skep.Core;
using Skep.Testing;

namespace Skep.Advisories.Tests.Scoring;

public sealed class CvssTests(ITestOutputHelper output)
{
    // The examples of the specifications and of well-known CVEs.
    [Theory]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "3.1", 9.8)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "3.1", 10.0)]
    [InlineData("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", "3.0", 6.1)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", "3.1", 7.5)]
    [InlineData("CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:L/I:N/A:N", "3.1", 2.5)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", "3.1", 0)]
    [InlineData("AV:N/AC:L/Au:N/C:C/I:C/A:C", "2.0", 10.0)]
    [InlineData("AV:N/AC:M/Au:N/C:P/I:P/A:P", "2.0", 6.8)]
    [InlineData("AV:N/AC:L/Au:N/C:N/I:N/A:C", "2.0", 7.8)]
    [InlineData("AV:L/AC:H/Au:N/C:C/I:C/A:C", "2.0", 6.2)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", "4.0", 9.3)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", "4.0", 10.0)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:N/SC:N/SI:L/SA:N", "4.0", 6.9)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:H/SI:L/SA:H", "4.0", 7.9)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:L/UI:A/VC:H/VI:H/VA:H/SC:H/SI:N/SA:H", "4.0", 9.3)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:A/VC:H/VI:L/VA:N/SC:L/SI:N/SA:L", "4.0", 5.9)]
    [InlineData("CVSS:4.0/AV:N/AC:H/AT:N/PR:H/UI:A/VC:N/VI:H/VA:H/SC:N/SI:H/SA:N", "4.0", 6.8)]
    [InlineData("CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:A/VC:N/VI:N/VA:N/SC:H/SI:N/SA:N", "4.0", 1.8)]
    [InlineData("CVSS:4.0/AV:A/AC:H/AT:N/PR:L/UI:N/VC:N/VI:N/VA:L/SC:N/SI:N/SA:N", "4.0", 2.1)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N/AU:Y/R:A/U:Green", "4.0", 7.2)]
    [InlineData("CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N", "4.0", 0)]
    public void Vector_gives_the_base_score(string vector, string version, double score)
    {
        var parsed = Cvss.Parse("x", vector);

        Assert.Equal(version, parsed?.Version);
        Assert.Equal(score, parsed?.Score);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7.5")]
    [InlineData("CVSS:3.1/AV:N")]
    [InlineData("CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS:4.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:S/SI:N/SA:N")]
    [InlineData("CVSS:9.9/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    public void What_is_no_vector_gives_nothing(string vector) => Assert.Null(Cvss.Parse("x", vector));

    [Fact]
    public async Task Scores_are_those_that_were_published_with_the_vectors()
    {
        await using FileStream file = File.OpenRead(SharedData.Require("advisories/nvd/nvdcve-2.0-2024.json.xz"));
        await using HeadStream packed = await HeadStream.OpenAsync(
            file, 6, ByteSize.Mebibytes(64), TestContext.Current.CancellationToken);
        var sink = new RecordingAdvisorySink();
        await new NvdFeed().ReadAsync(
            new FeedFile("nvdcve-2.0-2024.json", Compression.Open(packed)!, [], isInArchive: false),
            sink,
            TestContext.Current.CancellationToken);

        CvssScore[] published =
            [.. sink.Advisories.SelectMany(advisory => advisory.Cvss).Where(score => score.Version == "4.0")];
        string[] others =
        [
            .. published
                .Where(score => Cvss.Parse(score.Source, score.Vector)?.Score != score.Score)
                .Select(score => $"{score.Vector} {score.Score} {Cvss.Parse("", score.Vector)?.Score}"),
        ];

        foreach (string other in others)
        {
            output.WriteLine(other);
        }

        // Some publishers type a score in that is not their vector's, or rate with threat metrics.
        Assert.True(published.Length > 500);
        Assert.InRange(others.Length, 0, published.Length / 50);
    }
}
