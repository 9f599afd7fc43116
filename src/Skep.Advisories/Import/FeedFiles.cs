using System.Formats.Tar;
using System.IO.Compression;
using Skep.Advisories.Feeds;
using Skep.Core;

namespace Skep.Advisories.Import;

/// <summary>
/// Finds the feed files in folders, archives and compressed files, and gives them one by one, opened.
/// </summary>
/// <remarks>
/// Symbolic links are not followed, and folders of samples and test data are passed over. What cannot be opened
/// becomes a problem and the walk goes on.
/// </remarks>
internal sealed class FeedFiles(
    Func<FeedFile, CancellationToken, ValueTask> take,
    Action<Problem> report,
    Action<string> skip)
{
    // The largest real file is SUSE's OVAL, 1.3 GB; the largest real archive holds 300,000 records in 2 GB.
    private static readonly ByteSize MaxFile = ByteSize.Mebibytes(4096);
    private static readonly ByteSize MaxArchive = ByteSize.Mebibytes(32 * 1024);
    private const int MaxEntries = 4_000_000;
    private const int MaxPeels = 3;

    // Records in there are partial or made up. Named on the command line they are read all the same.
    private static readonly HashSet<string> NotFeeds = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git",
        "node_modules",
        "samples",
        "testdata",
        "tests",
        "fixtures",
        "truth",
    };

    public async ValueTask WalkAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            var options = new EnumerationOptions
            {
                AttributesToSkip = FileAttributes.ReparsePoint,
                RecurseSubdirectories = false,
            };
            foreach (
                string entry in Directory.EnumerateFileSystemEntries(path, "*", options).Order(StringComparer.Ordinal))
            {
                if (NotFeeds.Contains(Path.GetFileName(entry)))
                {
                    skip(entry);
                }
                else
                {
                    await WalkAsync(entry, cancellationToken);
                }
            }

            return;
        }

        try
        {
            await using FileStream stream = File.OpenRead(path);
            await OpenAsync(stream, path.Replace('\\', '/'), isInArchive: false, MaxPeels, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException || IsDamage(failure))
        {
            report(new Problem(path, Describe(failure)));
        }
    }

    private static bool IsDamage(Exception failure) =>
        failure is InvalidDataException or EndOfStreamException or FormatException;

    private static string Describe(Exception failure) =>
        failure switch
        {
            UnauthorizedAccessException => "not readable: permission denied",
            FileNotFoundException or DirectoryNotFoundException => "not found",
            _ => $"damaged: {FeedLines.Shorten(failure.Message)}",
        };

    private async ValueTask OpenAsync(
        Stream stream,
        string path,
        bool isInArchive,
        int peels,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        HeadStream opened = await HeadStream.OpenAsync(stream, FeedFile.HeadLength, MaxArchive, cancellationToken);
        if (IsZip(opened.Head))
        {
            await WalkZipAsync(stream, path, cancellationToken);
        }
        else if (IsTar(opened.Head))
        {
            await WalkTarAsync(opened, path, cancellationToken);
        }
        else if (peels > 0 && Compression.Open(opened) is { } inner)
        {
            await using (inner)
            {
                await OpenAsync(inner, Compression.Strip(path), isInArchive, peels - 1, cancellationToken);
            }
        }
        else if (opened.Head.Length > 0)
        {
            await take(new FeedFile(path, opened, opened.Head, isInArchive), cancellationToken);
        }
    }

    private async ValueTask WalkZipAsync(Stream stream, string path, CancellationToken cancellationToken)
    {
        if (!stream.CanSeek)
        {
            report(new Problem(path, "a zip inside an archive is not opened"));
            return;
        }

        stream.Position = 0;
        await using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        int count = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (++count > MaxEntries)
            {
                report(new Problem(path, $"more than {MaxEntries} entries; the rest was left out"));
                return;
            }

            if (entry.Length > 0)
            {
                await EntryAsync(
                    await entry.OpenAsync(cancellationToken),
                    $"{path}!{entry.FullName}",
                    cancellationToken);
            }
        }
    }

    private async ValueTask WalkTarAsync(Stream stream, string path, CancellationToken cancellationToken)
    {
        await using var archive = new TarReader(stream, leaveOpen: true);
        int count = 0;
        while (await archive.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (++count > MaxEntries)
            {
                report(new Problem(path, $"more than {MaxEntries} entries; the rest was left out"));
                return;
            }

            if (
                entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                && entry.DataStream is { } data)
            {
                await EntryAsync(data, $"{path}!{entry.Name}", cancellationToken);
            }
        }
    }

    private async ValueTask EntryAsync(Stream data, string path, CancellationToken cancellationToken)
    {
        try
        {
            await using HeadStream limited = await HeadStream.OpenAsync(data, 0, MaxFile, cancellationToken);
            await OpenAsync(limited, path, isInArchive: true, peels: 1, cancellationToken);
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            report(new Problem(path, Describe(failure)));
        }
    }

    private static bool IsZip(byte[] head) => head is [(byte)'P', (byte)'K', 3, 4, ..];

    private static bool IsTar(byte[] head) => head.Length >= 512 && head.AsSpan(257, 5).SequenceEqual("ustar"u8);
}
