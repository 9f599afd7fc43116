using System.Text;
using Skep.Advisories.Feeds;
using Skep.Testing;

namespace Skep.Advisories.Tests.Feeds;

/// <summary>
/// What every feed promises. Inherit it, give the feed and a good sample, add the tests of its own format.
/// </summary>
public abstract class FeedContract
{
    private const int DamagedSamples = 200;

    private protected abstract IAdvisoryFeed Feed { get; }

    /// <summary>A well-formed file of the feed.</summary>
    private protected abstract string Sample { get; }

    /// <summary>Where such a file lies.</summary>
    private protected abstract string SamplePath { get; }

    [Fact]
    public async Task Sample_is_read_without_a_problem()
    {
        RecordingAdvisorySink read = await Read(Sample);

        Assert.Empty(read.Problems);
        Assert.True(read.Records > 0, "nothing was read");
        Assert.All(read.Parts, part => Assert.StartsWith(Feed.Id.Split('/')[0], part.Feed, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_this_feed_recognises_the_sample()
    {
        FeedFile file = FileOf(Encoding.UTF8.GetBytes(Sample), SamplePath);

        Assert.Equal([Feed.Id], AdvisoryFeeds.All.Where(feed => feed.Recognises(file)).Select(feed => feed.Id));
    }

    [Fact]
    public async Task Same_bytes_give_the_same_records() =>
        Assert.Equal((await Read(Sample)).Dump(), (await Read(Sample)).Dump());

    [Fact]
    public async Task Truncated_file_is_survived()
    {
        foreach (byte[] cut in Mutations.Truncations(Encoding.UTF8.GetBytes(Sample), 200))
        {
            await Read(cut);
        }
    }

    [Fact]
    public async Task Damaged_file_is_survived()
    {
        for (int seed = 0; seed < DamagedSamples; seed++)
        {
            await Read(Mutations.Damage(Encoding.UTF8.GetBytes(Sample), seed));
        }
    }

    [Fact]
    public void Identity_is_path_like_and_the_licence_is_stated()
    {
        Assert.Matches("^[a-z0-9.-]+(/[a-z0-9.-]+)*$", Feed.Id);
        Assert.NotEmpty(Feed.Title);
        Assert.NotEmpty(Feed.Licence);
        Assert.Contains(AdvisoryFeeds.All, feed => feed.Id == Feed.Id);
    }

    private protected Task<RecordingAdvisorySink> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private protected async Task<RecordingAdvisorySink> Read(
        byte[] content,
        string? path = null,
        bool isInArchive = false)
    {
        var sink = new RecordingAdvisorySink();
        await Feed.ReadAsync(FileOf(content, path ?? SamplePath, isInArchive), sink, CancellationToken.None);
        return sink;
    }

    private static FeedFile FileOf(byte[] content, string path, bool isInArchive = false) =>
        new(path, new MemoryStream(content), content[..Math.Min(content.Length, FeedFile.HeadLength)], isInArchive);
}
