using SharpCompress.Compressors.Xz;
using Skep.Advisories.Feeds;
using Skep.Testing;

namespace Skep.Advisories.Tests.Feeds.Oval;

/// <summary>Reads a compressed file of the shared folder with one feed.</summary>
internal static class SharedOval
{
    public static async Task<RecordingAdvisorySink> Read(IAdvisoryFeed feed, string path)
    {
        string file = SharedData.Require($"advisories/{path}");
        var content = new MemoryStream();
        await using (FileStream packed = File.OpenRead(file))
        {
            await using var unpacked = new XZStream(packed);
            await unpacked.CopyToAsync(content, TestContext.Current.CancellationToken);
        }

        content.Position = 0;
        byte[] head = content.ToArray()[..(int)Math.Min(content.Length, FeedFile.HeadLength)];
        var sink = new RecordingAdvisorySink();
        var read = new FeedFile(path[..^3], content, head, isInArchive: false);
        Assert.Equal([feed.Id], AdvisoryFeeds.All.Where(known => known.Recognises(read)).Select(known => known.Id));
        await feed.ReadAsync(read, sink, TestContext.Current.CancellationToken);
        return sink;
    }
}
