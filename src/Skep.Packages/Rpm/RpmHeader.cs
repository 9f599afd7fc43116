using System.Buffers.Binary;
using Skep.Packages.Distributions;

namespace Skep.Packages.Rpm;

/// <summary>One package's header as rpm's databases keep it: an index of tags and the store they point into.</summary>
/// <remarks>
/// Two big-endian counts, then 16 bytes a tag (tag, type, offset, count), then the store. Offsets are checked when a
/// tag is read, so a damaged tag costs only itself. Format:
/// <see href="https://rpm-software-management.github.io/rpm/manual/format_header.html"/>.
/// </remarks>
internal readonly ref struct RpmHeader
{
    /// <summary>
    /// The longest header that is believed. Those of kernel packages, the largest, stay below 10 MiB.
    /// </summary>
    public const int MaxLength = 64 * 1024 * 1024;

    private const int IntroLength = 8;
    private const int EntryLength = 16;

    // rpm itself refuses more tags.
    private const int MaxTags = 0xffff;

    private const int Int32Type = 4;
    private const int StringType = 6;
    private const int StringArrayType = 8;
    private const int I18nStringType = 9;

    private readonly ReadOnlySpan<byte> _index;
    private readonly ReadOnlySpan<byte> _store;

    private RpmHeader(ReadOnlySpan<byte> index, ReadOnlySpan<byte> store)
    {
        _index = index;
        _store = store;
    }

    /// <summary>Reads a header; false when its counts do not fit its bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> blob, out RpmHeader header)
    {
        header = default;
        if (blob.Length < IntroLength)
        {
            return false;
        }

        uint tags = BinaryPrimitives.ReadUInt32BigEndian(blob);
        uint store = BinaryPrimitives.ReadUInt32BigEndian(blob[4..]);
        if (tags is 0 or > MaxTags || store > MaxLength)
        {
            return false;
        }

        int indexEnd = IntroLength + ((int)tags * EntryLength);
        if (blob.Length < indexEnd || blob.Length - indexEnd < (int)store)
        {
            return false;
        }

        header = new RpmHeader(blob[IntroLength..indexEnd], blob.Slice(indexEnd, (int)store));
        return true;
    }

    /// <summary>A tag's text, or the first of its texts; null where the tag is absent, empty or damaged.</summary>
    public string? Text(RpmTag tag) =>
        Strings(tag) is { IsEmpty: false } strings && strings.MoveNext() ? DatabaseReport.Text(strings.Current) : null;

    /// <summary>The first number of a tag; null where the tag is absent or damaged.</summary>
    public uint? Number(RpmTag tag)
    {
        ReadOnlySpan<byte> numbers = Numbers(tag);
        return numbers.IsEmpty ? null : BinaryPrimitives.ReadUInt32BigEndian(numbers);
    }

    /// <summary>A tag's big-endian 32-bit numbers as they are stored.</summary>
    public ReadOnlySpan<byte> Numbers(RpmTag tag)
    {
        if (!Find(tag, out int type, out int offset, out uint count) || type != Int32Type)
        {
            return default;
        }

        return count <= (uint)(_store.Length - offset) / sizeof(uint)
            ? _store.Slice(offset, (int)count * sizeof(uint))
            : default;
    }

    /// <summary>A tag's strings; none where the tag is absent or damaged.</summary>
    public RpmStrings Strings(RpmTag tag)
    {
        if (!Find(tag, out int type, out int offset, out uint count))
        {
            return default;
        }

        return type switch
        {
            StringType => new RpmStrings(_store[offset..], 1),
            StringArrayType or I18nStringType => new RpmStrings(_store[offset..], count),
            _ => default,
        };
    }

    private bool Find(RpmTag tag, out int type, out int offset, out uint count)
    {
        for (int at = 0; at < _index.Length; at += EntryLength)
        {
            ReadOnlySpan<byte> entry = _index.Slice(at, EntryLength);
            if (BinaryPrimitives.ReadInt32BigEndian(entry) == (int)tag)
            {
                type = BinaryPrimitives.ReadInt32BigEndian(entry[4..]);
                offset = BinaryPrimitives.ReadInt32BigEndian(entry[8..]);
                count = BinaryPrimitives.ReadUInt32BigEndian(entry[12..]);
                return offset >= 0 && offset < _store.Length;
            }
        }

        (type, offset, count) = (0, 0, 0);
        return false;
    }
}

/// <summary>The tags of an rpm header that Skep reads.</summary>
internal enum RpmTag
{
    Name = 1000,
    Version = 1001,
    Release = 1002,
    Epoch = 1003,
    Vendor = 1011,
    License = 1014,
    Architecture = 1022,
    OldFileNames = 1027,
    FileDigests = 1035,
    FileFlags = 1037,
    SourceRpm = 1044,
    FileVerifyFlags = 1045,
    DirectoryIndexes = 1116,
    BaseNames = 1117,
    DirectoryNames = 1118,
    FileDigestAlgorithm = 5011,
    ModularityLabel = 5096,
}

/// <summary>Walks NUL-terminated strings that lie one after another.</summary>
internal ref struct RpmStrings(ReadOnlySpan<byte> store, uint count)
{
    private ReadOnlySpan<byte> _rest = store;
    private uint _left = count;

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly bool IsEmpty => _left == 0;

    public readonly RpmStrings GetEnumerator() => this;

    public bool MoveNext()
    {
        int end = _left == 0 ? -1 : _rest.IndexOf((byte)0);
        if (end < 0)
        {
            _left = 0;
            return false;
        }

        Current = _rest[..end];
        _rest = _rest[(end + 1)..];
        _left--;
        return true;
    }
}
