using Skep.Core;

namespace Skep.Images.Cache;

/// <summary>
/// Keeps a <see cref="LayerCache"/> within its size: the entries that were not used for longest go first.
/// </summary>
/// <remarks>
/// Listing a full cache takes longer than scanning a small image, so it is done once an hour over all processes, or
/// when this one has added much. In between the cache may exceed its size.
/// </remarks>
internal sealed class LayerCacheSweep(string directory, ByteSize maxSize, TimeProvider time)
{
    public const string TemporaryExtension = ".tmp";

    private const string Marker = "last-sweep";

    // Room for new entries, so that not every sweep has to delete.
    private const double KeptShare = 0.9;
    private const int SharesBetweenSweeps = 16;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // A live process renames its temporary file within a second.
    private static readonly TimeSpan TemporaryLife = TimeSpan.FromMinutes(10);

    // The time of use is kept in the file's modification time; writing it more often would only cost.
    private static readonly TimeSpan UseResolution = TimeSpan.FromHours(12);

    private long _added;

    public void MarkUsed(string path)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        if (now - File.GetLastWriteTimeUtc(path) > UseResolution)
        {
            File.SetLastWriteTimeUtc(path, now);
        }
    }

    public void Added(long bytes)
    {
        long added = Interlocked.Add(ref _added, bytes);
        string marker = Path.Combine(directory, Marker);
        DateTime now = time.GetUtcNow().UtcDateTime;
        if (added < maxSize.Bytes / SharesBetweenSweeps && now - File.GetLastWriteTimeUtc(marker) < Interval)
        {
            return;
        }

        Interlocked.Exchange(ref _added, 0);

        // Marked before the work, so that other processes leave it to this one.
        File.OpenHandle(marker, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
        File.SetLastWriteTimeUtc(marker, now);
        Sweep(now);
    }

    private void Sweep(DateTime now)
    {
        var entries = new List<FileInfo>();
        foreach (FileInfo file in new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (file.Extension != TemporaryExtension)
            {
                entries.Add(file);
            }
            else if (now - file.LastWriteTimeUtc > TemporaryLife)
            {
                Delete(file);
            }
        }

        long total = entries.Sum(file => file.Length);
        if (total <= maxSize.Bytes)
        {
            return;
        }

        var kept = (long)(maxSize.Bytes * KeptShare);
        foreach (FileInfo file in entries.Where(file => file.Name != Marker).OrderBy(file => file.LastWriteTimeUtc))
        {
            if (total <= kept)
            {
                break;
            }

            total -= file.Length;
            Delete(file);
        }
    }

    private static void Delete(FileInfo file)
    {
        try
        {
            file.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process was faster, or the file is somebody else's.
        }
    }
}
