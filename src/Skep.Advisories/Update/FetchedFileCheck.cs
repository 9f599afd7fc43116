using System.IO.Compression;
using Skep.Advisories.Feeds;
using Skep.Advisories.Import;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Update;

/// <summary>Whether a fetched file is a feed at all, before it may replace anything.</summary>
/// <remarks>
/// A proxy's sign-in page comes with status 200 like any feed, and upstream may itself publish a file that was
/// cut off.
/// Streams are read to their end, by the feed itself; of a zip, whose directory stands at the end, the first
/// entries are looked at.
/// </remarks>
internal static class FetchedFileCheck
{
    private const int ZipEntries = 8;

    /// <summary>Why it is not to be imported; null when it is.</summary>
    public static async Task<string?> FaultAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return "upstream sent an empty file";
        }

        try
        {
            await using FileStream stream = File.OpenRead(file);
            byte[] magic = new byte[4];
            bool isZip = await stream.ReadAtLeastAsync(magic, 4, throwOnEndOfStream: false, cancellationToken) == 4
                && magic is [(byte)'P', (byte)'K', 3, 4];
            bool isFeed = isZip
                ? await InZipAsync(stream, file, cancellationToken)
                : await InStreamAsync(file, cancellationToken);
            return isFeed
                ? null
                : "what upstream sent is in no feed's format";
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or FormatException)
        {
            return $"what upstream sent is damaged: {FeedLines.Shorten(failure.Message)}";
        }
    }

    private static async Task<bool> InZipAsync(Stream stream, string file, CancellationToken cancellationToken)
    {
        await using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.Length > 0).Take(ZipEntries))
        {
            await using Stream content = await entry.OpenAsync(cancellationToken);
            byte[] head = new byte[FeedFile.HeadLength];
            int length = await content.ReadAtLeastAsync(
                head, head.Length, throwOnEndOfStream: false, cancellationToken);
            string path = $"{file.Replace('\\', '/')}!{entry.FullName}";
            if (FeedOf(new FeedFile(path, content, head[..length], isInArchive: true)) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<bool> InStreamAsync(string file, CancellationToken cancellationToken)
    {
        var sink = new CountingSink();
        Problem? damage = null;
        var files = new FeedFiles(
            async (opened, token) =>
            {
                if (FeedOf(opened) is { } feed)
                {
                    await feed.ReadAsync(opened, sink, token);
                }
            },
            report => damage ??= report,
            _ => { });
        await files.WalkAsync(file, cancellationToken);
        return (damage ?? sink.Damage ?? (sink.Records == 0 ? sink.First : null)) is { } problem
            ? throw new InvalidDataException(problem.Message)
            : sink.Records > 0;
    }

    private static IAdvisoryFeed? FeedOf(FeedFile file) =>
        AdvisoryFeeds.All.FirstOrDefault(feed => feed.Recognises(file));

    private sealed class CountingSink : IAdvisorySink
    {
        public long Records { get; private set; }

        /// <summary>Why only a part could be read.</summary>
        public Problem? Damage { get; private set; }

        /// <summary>The first problem.</summary>
        public Problem? First { get; private set; }

        public void Begin(FeedPart part)
        {
        }

        public void Add(Advisory advisory) => Records++;

        public void Add(KnownExploitedCve exploited) => Records++;

        public void Add(ExploitProbability probability) => Records++;

        public void Add(Problem problem) => First ??= problem;

        public void AddDamage(Problem problem) => Damage ??= problem;
    }
}
