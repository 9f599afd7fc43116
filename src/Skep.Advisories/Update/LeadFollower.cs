using System.Text;
using Skep.Advisories.Feeds;
using Skep.Core;

namespace Skep.Advisories.Update;

/// <summary>Finds a file whose address upstream changes, by the small files that lead to it.</summary>
/// <remarks>
/// A lead may point anywhere; it is followed on the host it came from only, and never from HTTPS to plain HTTP.
/// </remarks>
internal sealed class LeadFollower(FeedDownloader downloader, UpdateOptions options)
{
    // The largest real one, an index of a repository, has 5 kB.
    private static readonly ByteSize MaxLead = ByteSize.Kibibytes(256);

    /// <summary>The file's address, or why there is none.</summary>
    public async Task<(Uri Address, DownloadResult.Failed? Failure)> FollowAsync(
        FeedLocation location, string place, CancellationToken cancellationToken)
    {
        Uri at = location.Url;
        foreach (FeedLead lead in location.Leads)
        {
            string file = place + ".lead";
            DownloadResult result =
                await downloader.FetchAsync(FeedTransport.Place(at, options), file, null, cancellationToken);
            if (result is DownloadResult.Failed failed)
            {
                return (at, failed);
            }

            Uri? next = await ReadAsync(file, cancellationToken) is { } content ? lead(at, content) : null;
            if (next?.Host != at.Host || FeedTransport.Refusal(next, at, options) is not null)
            {
                return (at, new DownloadResult.Failed($"{at} does not lead to a file"));
            }

            at = next;
        }

        return (at, null);
    }

    private static async Task<string?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        await using FileStream stream = File.OpenRead(file);
        byte[] buffer = new byte[MaxLead.Bytes + 1];
        int length = await stream.ReadAtLeastAsync(
            buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length == buffer.Length ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }
}
