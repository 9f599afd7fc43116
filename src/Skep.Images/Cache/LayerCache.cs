using Microsoft.Win32.SafeHandles;
using Skep.Core;
using Skep.Images.Walk;

namespace Skep.Images.Cache;

/// <summary>Layer inventories on disk, so that a layer is walked once however many images have it.</summary>
/// <remarks>
/// One file an entry, named by the layer's verified digest and the <see cref="InspectorSet.Fingerprint"/>. A file
/// appears whole under its name or not at all, so any number of processes may share the folder and any of them may be
/// killed at any moment. A cache that cannot be read or written only costs time: it never fails a scan.
/// </remarks>
public sealed class LayerCache
{
    /// <summary>4 GiB: some 20,000 layers.</summary>
    public static readonly ByteSize DefaultMaxSize = ByteSize.Mebibytes(4096);

    private const string Extension = ".layer";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // More than any layer within the walk's limits can have.
    private const long MaxEntrySize = 1024 * 1024 * 1024;

    private readonly string _directory;
    private readonly TimeProvider _time;
    private readonly LayerCacheSweep _sweep;

    public LayerCache(string directory, ByteSize maxSize, TimeProvider time)
    {
        _directory = directory;
        _time = time;
        _sweep = new LayerCacheSweep(directory, maxSize, time);
    }

    /// <summary>
    /// What a walk with these inspectors gave for the layer; null when it is not known or the entry is damaged.
    /// </summary>
    public LayerInventory? Find(Digest layer, InspectorSet inspectors)
    {
        string key = KeyOf(layer, inspectors);
        string path = PathOf(key);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using SafeFileHandle file = File.OpenHandle(path);
            long length = RandomAccess.GetLength(file);
            if (length > MaxEntrySize)
            {
                return null;
            }

            byte[] entry = new byte[length];
            int read = RandomAccess.Read(file, entry, 0);
            LayerInventory? inventory = LayerCacheEntry.Read(key, entry.AsSpan(0, read));
            if (inventory is not null)
            {
                _sweep.MarkUsed(path);
            }

            return inventory;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps the result of a walk, if it is complete.</summary>
    /// <param name="layer">The digest to find it by; the walk must have verified it.</param>
    /// <returns>Whether it was kept.</returns>
    public bool Store(Digest layer, InspectorSet inspectors, LayerWalkResult result)
    {
        if (!result.IsComplete || result.Pending.Count > 0 || (layer != result.BlobDigest && layer != result.DiffId))
        {
            return false;
        }

        string key = KeyOf(layer, inspectors);
        string path = PathOf(key);
        byte[] entry = LayerCacheEntry.Write(key, result.Inventory);
        string temporary = $"{path}.{Guid.NewGuid():n}{LayerCacheSweep.TemporaryExtension}";
        try
        {
            CreateDirectory(Path.GetDirectoryName(path)!);
            using (SafeFileHandle file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(file, entry, 0);
            }

            // Not flushed to disk first: after a power cut the checksum finds a file that came out empty.
            File.SetLastWriteTimeUtc(temporary, _time.GetUtcNow().UtcDateTime);
            File.Move(temporary, path, overwrite: true);
            _sweep.Added(entry.Length);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string KeyOf(Digest layer, InspectorSet inspectors) =>
        $"{layer.Algorithm}-{layer.Hex}-{inspectors.Fingerprint}";

    private static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    // Spread over folders by the digest's first two digits: some file systems are slow with 20,000 files in one.
    private string PathOf(string key) =>
        Path.Combine(_directory, key.AsSpan(key.IndexOf('-') + 1, 2).ToString(), key + Extension);
}
