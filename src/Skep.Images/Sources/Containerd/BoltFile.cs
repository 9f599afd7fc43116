using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Skep.Core;

namespace Skep.Images.Sources.Containerd;

/// <summary>A bolt database, read without its lock.</summary>
/// <remarks>
/// Pages are copied on write, so what the newest of the two meta pages points to stays whole until a later transaction
/// reuses it. A caller that sees <see cref="HasChanged"/> after reading reads again. Every offset and count is checked.
/// Format:
/// <see href="https://github.com/etcd-io/bbolt/blob/v1.3.7/page.go"/>, <c>db.go</c> (meta), <c>bucket.go</c>.
/// </remarks>
internal sealed class BoltFile : IDisposable
{
    private const int HeaderSize = 16;
    private const int ElementSize = 16;
    private const int MetaSize = 64;
    private const uint Magic = 0xED0CDAED;
    private const uint Version = 2;

    // A key or value that overflows its page; containerd stores labels, which are far smaller.
    private const long MaxPage = 16 * 1024 * 1024;

    // A tree of 100 million keys is five deep.
    private const int MaxDepth = 16;

    // Bounds the work a damaged, self-referencing tree can cause: 400 MB of pages.
    private const int MaxPages = 100_000;

    // Each repetition means that the owner wrote in the milliseconds of the reading.
    private const int MaxAttempts = 5;

    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly Meta _meta;

    private int _pages;

    private BoltFile(SafeFileHandle file, string path)
    {
        _file = file;
        _path = path;
        _meta = ReadMeta() ?? throw Damaged("no meta page is whole");
    }

    public bool HasChanged => ReadMeta() is not { } now || now.Transaction != _meta.Transaction;

    public BoltBucket Root => new(this, _meta.Root, default);

    public static BoltFile Open(string path)
    {
        SafeFileHandle file = UnlockedFile.OpenRead(path);
        try
        {
            return new BoltFile(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads again when the owner wrote meanwhile.</summary>
    public static T Read<T>(string path, Func<BoltBucket, T> read)
    {
        for (int attempt = 1; ; attempt++)
        {
            using BoltFile file = Open(path);
            try
            {
                T result = read(file.Root);
                if (attempt == MaxAttempts || !file.HasChanged)
                {
                    return result;
                }
            }
            catch (SkepException) when (attempt < MaxAttempts && file.HasChanged)
            {
                // A page was reused under our eyes.
            }
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>All entries of a bucket in key order.</summary>
    /// <param name="inline">The page of a small bucket, which stands in its parent's value.</param>
    public IEnumerable<BoltEntry> Entries(ulong rootPage, ReadOnlyMemory<byte> inline) =>
        rootPage == 0 ? Leaf(inline) : Walk(rootPage, 0);

    private IEnumerable<BoltEntry> Walk(ulong number, int depth)
    {
        if (depth > MaxDepth || ++_pages > MaxPages)
        {
            throw Damaged("its tree does not end");
        }

        ReadOnlyMemory<byte> page = ReadPage(number);
        int flags = BinaryPrimitives.ReadUInt16LittleEndian(page.Span[8..]);
        return flags switch
        {
            0x01 => Branches(page).SelectMany(child => Walk(child, depth + 1)),
            0x02 => Leaf(page),
            _ => throw Damaged($"page {number} is no part of a tree"),
        };
    }

    private List<ulong> Branches(ReadOnlyMemory<byte> page)
    {
        ReadOnlySpan<byte> bytes = page.Span;
        int count = CountOf(bytes);
        var children = new List<ulong>(count);
        for (int i = 0; i < count; i++)
        {
            children.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes[(HeaderSize + i * ElementSize + 8)..]));
        }

        return children;
    }

    private List<BoltEntry> Leaf(ReadOnlyMemory<byte> page)
    {
        if (page.Length < HeaderSize)
        {
            throw Damaged("a bucket without a page");
        }

        ReadOnlySpan<byte> bytes = page.Span;
        int count = CountOf(bytes);
        var entries = new List<BoltEntry>(count);
        for (int i = 0; i < count; i++)
        {
            int at = HeaderSize + i * ElementSize;
            ReadOnlySpan<byte> element = bytes.Slice(at, ElementSize);
            bool isBucket = (BinaryPrimitives.ReadUInt32LittleEndian(element) & 1) != 0;
            long key = at + (long)BinaryPrimitives.ReadUInt32LittleEndian(element[4..]);
            uint keySize = BinaryPrimitives.ReadUInt32LittleEndian(element[8..]);
            uint valueSize = BinaryPrimitives.ReadUInt32LittleEndian(element[12..]);
            if (key + keySize + valueSize > page.Length)
            {
                throw Damaged("an entry reaches beyond its page");
            }

            entries.Add(new BoltEntry(
                page.Slice((int)key, (int)keySize), page.Slice((int)(key + keySize), (int)valueSize), isBucket));
        }

        return entries;
    }

    private int CountOf(ReadOnlySpan<byte> page)
    {
        int count = BinaryPrimitives.ReadUInt16LittleEndian(page[10..]);
        return HeaderSize + count * ElementSize <= page.Length ? count : throw Damaged("a page holds more than fits");
    }

    private byte[] ReadPage(ulong number)
    {
        if (number > (ulong)(RandomAccess.GetLength(_file) / _meta.PageSize))
        {
            throw Damaged($"page {number} lies beyond its end");
        }

        long offset = (long)number * _meta.PageSize;
        byte[] first = ReadAt(offset, _meta.PageSize);
        long overflow = BinaryPrimitives.ReadUInt32LittleEndian(first.AsSpan(12));
        long size = (overflow + 1) * _meta.PageSize;
        return overflow == 0
            ? first
            : size <= MaxPage
            ? ReadAt(offset, (int)size)
            : throw Damaged($"page {number} is of {size} bytes");
    }

    private byte[] ReadAt(long offset, int length)
    {
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length)
        {
            int read = RandomAccess.Read(_file, bytes.AsSpan(done), offset + done);
            done += read > 0 ? read : throw Damaged("it is cut off");
        }

        return bytes;
    }

    // Two meta pages take turns; the valid one of the later transaction counts.
    private Meta? ReadMeta()
    {
        Meta? newest = null;
        byte[] block = new byte[HeaderSize + MetaSize];
        int pageSize = 0;
        foreach (long offset in (long[])[0, 4096, 8192, 16384, 65536])
        {
            if (RandomAccess.Read(_file, block, offset) == block.Length
                && Meta.TryRead(block.AsSpan(HeaderSize), out Meta meta)
                && (pageSize == 0 || pageSize == meta.PageSize) && (offset == 0 || offset == meta.PageSize))
            {
                pageSize = meta.PageSize;
                newest = newest is { } known && known.Transaction > meta.Transaction ? known : meta;
            }
        }

        return newest;
    }

    private SkepException Damaged(string how) => new(ErrorKind.Invalid, $"{_path} is damaged: {how}");

    private readonly record struct Meta(int PageSize, ulong Root, ulong Transaction)
    {
        public static bool TryRead(ReadOnlySpan<byte> bytes, out Meta meta)
        {
            uint pageSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
            bool isValid = BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Magic
                && BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) == Version
                && pageSize is >= 1024 and <= 65536
                && BinaryPrimitives.ReadUInt64LittleEndian(bytes[56..]) == Fnv(bytes[..56]);
            meta = isValid
                ? new Meta(
                    (int)pageSize,
                    BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
                    BinaryPrimitives.ReadUInt64LittleEndian(bytes[48..]))
                : default;
            return isValid;
        }

        // FNV-1a, 64 bits.
        private static ulong Fnv(ReadOnlySpan<byte> bytes)
        {
            ulong hash = 0xcbf29ce484222325;
            foreach (byte value in bytes)
            {
                hash = unchecked((hash ^ value) * 0x100000001b3);
            }

            return hash;
        }
    }
}
