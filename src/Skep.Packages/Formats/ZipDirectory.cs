using System.Buffers.Binary;

namespace Skep.Packages.Formats;

/// <summary>One file that a zip archive's central directory lists.</summary>
/// <param name="Name">As stored: UTF-8, or a code page nobody can know.</param>
/// <param name="Method">0 is stored, 8 is deflate.</param>
internal readonly record struct ZipEntry(
    ReadOnlyMemory<byte> Name, int Method, long CompressedSize, long Size, long HeaderOffset, bool IsEncrypted);

/// <summary>Walks a zip archive's central directory where it lies, without copying or allocating per entry.</summary>
/// <remarks>
/// Offsets and sizes are the archive's own claims: every one is checked against the bytes there are. Data in front of
/// the archive, such as the start script of an executable jar, is allowed for. Archives that span several files are
/// refused. Format: <see href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT"/>.
/// </remarks>
internal sealed class ZipDirectory
{
    public const int Stored = 0;
    public const int Deflated = 8;

    private const uint End64Signature = 0x06064b50;
    private const uint Locator64Signature = 0x07064b50;
    private const uint EntrySignature = 0x02014b50;
    private const uint LocalSignature = 0x04034b50;
    private const int EndLength = 22;
    private const int Locator64Length = 20;
    private const int End64Length = 56;
    private const int EntryLength = 46;
    private const int LocalLength = 30;
    private const int MaxComment = ushort.MaxValue;

    private readonly ReadOnlyMemory<byte> _archive;
    private readonly long _prefix;
    private readonly int _end;
    private int _at;

    private ZipDirectory(ReadOnlyMemory<byte> archive, long prefix, int start, int end)
    {
        _archive = archive;
        _prefix = prefix;
        _at = start;
        _end = end;
    }

    /// <summary>Set once the directory proved damaged; what was read before it stands.</summary>
    public string? Problem { get; private set; }

    /// <summary>Finds the central directory.</summary>
    public static ZipDirectory? TryOpen(ReadOnlyMemory<byte> archive, out string problem)
    {
        ReadOnlySpan<byte> bytes = archive.Span;
        int end = FindEnd(bytes);
        if (end < 0)
        {
            problem = "not a zip archive: no end of central directory";
            return null;
        }

        long size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end + 12)..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end + 16)..]);
        int directoryEnd = end;
        if (size == uint.MaxValue || offset == uint.MaxValue)
        {
            directoryEnd = FindEnd64(bytes, end, out size, out offset);
        }

        // The directory ends where the end record starts; what its offset falls short of that is prepended data.
        long start = directoryEnd - size;
        long prefix = start - offset;
        if (directoryEnd < 0 || size < 0 || offset < 0 || start < 0 || prefix < 0)
        {
            problem = "damaged zip archive: central directory out of bounds";
            return null;
        }

        problem = string.Empty;
        return new ZipDirectory(archive, prefix, (int)start, directoryEnd);
    }

    /// <summary>The next entry; false at the end, or when the directory is damaged (<see cref="Problem"/>).</summary>
    public bool TryReadNext(out ZipEntry entry)
    {
        entry = default;
        ReadOnlySpan<byte> rest = _archive.Span[_at.._end];
        if (rest.IsEmpty)
        {
            return false;
        }

        if (rest.Length < EntryLength || BinaryPrimitives.ReadUInt32LittleEndian(rest) != EntrySignature)
        {
            return Damaged();
        }

        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]);
        int length = EntryLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
        if (length > rest.Length)
        {
            return Damaged();
        }

        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(rest[20..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(rest[24..]);
        long header = BinaryPrimitives.ReadUInt32LittleEndian(rest[42..]);
        Widen(rest.Slice(EntryLength + nameLength, extraLength), ref size, ref compressed, ref header);
        entry = new ZipEntry(
            _archive.Slice(_at + EntryLength, nameLength),
            BinaryPrimitives.ReadUInt16LittleEndian(rest[10..]),
            compressed,
            size,
            header,
            (rest[8] & 1) != 0);
        _at += length;
        return true;
    }

    /// <summary>The entry's bytes as stored in the archive; null when they do not lie within it.</summary>
    public ReadOnlyMemory<byte>? Raw(ZipEntry entry)
    {
        ReadOnlySpan<byte> bytes = _archive.Span;
        long header = entry.HeaderOffset + _prefix;
        if (entry.HeaderOffset > bytes.Length || header > bytes.Length - LocalLength)
        {
            return null;
        }

        ReadOnlySpan<byte> local = bytes[(int)header..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(local) != LocalSignature)
        {
            return null;
        }

        // The local header's name and extra field may differ in length from the directory's.
        long start = header + LocalLength
            + BinaryPrimitives.ReadUInt16LittleEndian(local[26..])
            + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
        return start > bytes.Length || entry.CompressedSize > bytes.Length - start
            ? null
            : _archive.Slice((int)start, (int)entry.CompressedSize);
    }

    private static int FindEnd(ReadOnlySpan<byte> bytes)
    {
        int from = Math.Max(0, bytes.Length - EndLength - MaxComment);
        for (int tail = bytes.Length; tail - from >= EndLength;)
        {
            int at = bytes[from..tail].LastIndexOf("PK\u0005\u0006"u8);
            if (at < 0)
            {
                return -1;
            }

            at += from;
            if (at + EndLength <= bytes.Length
                && BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 20)..]) <= bytes.Length - at - EndLength)
            {
                return at;
            }

            tail = at + 3;
        }

        return -1;
    }

    private static int FindEnd64(ReadOnlySpan<byte> bytes, int end, out long size, out long offset)
    {
        size = offset = 0;
        int locator = end - Locator64Length;
        if (locator < End64Length || BinaryPrimitives.ReadUInt32LittleEndian(bytes[locator..]) != Locator64Signature)
        {
            return -1;
        }

        // The record's own position is given relative to the archive's start, which prepended data moves: without an
        // extensible data sector, which nobody writes, it lies right before its locator.
        int record = locator - End64Length;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[record..]) != End64Signature)
        {
            return -1;
        }

        size = BinaryPrimitives.ReadInt64LittleEndian(bytes[(record + 40)..]);
        offset = BinaryPrimitives.ReadInt64LittleEndian(bytes[(record + 48)..]);
        return size > record || offset > record ? -1 : record;
    }

    // The zip64 extra field holds, in this order, only those of the three that the entry could not.
    private static void Widen(ReadOnlySpan<byte> extra, ref long size, ref long compressed, ref long header)
    {
        while (extra.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
            {
                return;
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1)
            {
                ReadOnlySpan<byte> field = extra.Slice(4, length);
                Take(ref field, ref size);
                Take(ref field, ref compressed);
                Take(ref field, ref header);
                return;
            }

            extra = extra[(4 + length)..];
        }
    }

    private static void Take(ref ReadOnlySpan<byte> field, ref long value)
    {
        if (value == uint.MaxValue && field.Length >= sizeof(long))
        {
            // A negative value is clamped to one that no bounds check lets pass.
            long wide = BinaryPrimitives.ReadInt64LittleEndian(field);
            value = wide < 0 ? uint.MaxValue : Math.Min(wide, long.MaxValue / 4);
            field = field[sizeof(long)..];
        }
    }

    private bool Damaged()
    {
        Problem = "damaged zip archive: central directory cut short";
        _at = _end;
        return false;
    }
}
