using System.Buffers;
using System.Buffers.Binary;
using Skep.Packages.Distributions;

namespace Skep.Packages.Rpm;

/// <summary>Reads the headers out of a Berkeley DB hash file.</summary>
/// <remarks>
/// All pages are walked in file order instead of bucket by bucket, so damage to the directory of buckets hides
/// nothing. A pair's value is the header, mostly in a chain of overflow pages; the pair with key 0 counts packages.
/// Both byte orders are in use: the file has that of the machine that made it. Layout:
/// <see href="https://github.com/berkeleydb/libdb/blob/v5.3.28/src/dbinc/db_page.h"/>.
/// </remarks>
internal readonly ref struct BerkeleyRpmReader
{
    private const uint HashMagic = 0x00061561;
    private const uint BtreeMagic = 0x00053162;
    private const int MagicOffset = 12;
    private const int MetaLength = 72;
    private const int PageHeader = 26;

    private const byte UnsortedHashPage = 2;
    private const byte OverflowPage = 7;
    private const byte SortedHashPage = 13;

    private const byte InlineItem = 1;
    private const byte OffPageItem = 3;
    private const int OffPageLength = 12;

    private readonly ReadOnlySpan<byte> _file;
    private readonly DatabaseReport _report;
    private readonly CancellationToken _cancellationToken;
    private readonly bool _bigEndian;
    private readonly int _pageSize;

    public BerkeleyRpmReader(ReadOnlySpan<byte> file, DatabaseReport report, CancellationToken cancellationToken)
    {
        _file = file;
        _report = report;
        _cancellationToken = cancellationToken;
        _bigEndian = BinaryPrimitives.ReadUInt32BigEndian(file[MagicOffset..]) is HashMagic or BtreeMagic;
        _pageSize = file.Length < MetaLength ? 0 : (int)Math.Min(ReadUInt32(file[20..]), int.MaxValue);
    }

    private int PageCount => _file.Length / _pageSize;

    public static bool IsBerkeley(ReadOnlySpan<byte> file) =>
        file.Length >= MagicOffset + sizeof(uint)
            && (BinaryPrimitives.ReadUInt32LittleEndian(file[MagicOffset..]) is HashMagic or BtreeMagic
                || BinaryPrimitives.ReadUInt32BigEndian(file[MagicOffset..]) is HashMagic or BtreeMagic);

    public void Read()
    {
        if (_pageSize is < 512 or > 65536 || (_pageSize & (_pageSize - 1)) != 0)
        {
            _report.Add("damaged Berkeley DB file: absurd page size");
            return;
        }

        if (ReadUInt32(_file[MagicOffset..]) == BtreeMagic)
        {
            _report.Add("Berkeley DB file is a b-tree, and rpm writes hash tables");
            return;
        }

        if (ReadUInt32(_file[32..]) >= (uint)PageCount)
        {
            _report.Add("truncated Berkeley DB file: pages are missing at its end");
        }

        // No page is part of two chains, so all chains together are no longer than the file.
        int budget = PageCount;
        for (int page = 1; page < PageCount && !_report.IsFull; page++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> bytes = Page(page);
            if (bytes[25] is UnsortedHashPage or SortedHashPage && !ReadHashPage(bytes, ref budget))
            {
                _report.Add("damaged Berkeley DB file: overflow pages belong to more than one header");
                return;
            }
        }
    }

    private bool ReadHashPage(ReadOnlySpan<byte> page, ref int budget)
    {
        int items = ReadUInt16(page[20..]);
        if (items % 2 != 0 || PageHeader + (items * sizeof(ushort)) > page.Length)
        {
            _report.Add("damaged Berkeley DB page: absurd number of items");
            return true;
        }

        for (int item = 0; item < items; item += 2)
        {
            ReadOnlySpan<byte> key = Item(page, item);
            ReadOnlySpan<byte> value = Item(page, item + 1);
            if (key.Length != 1 + sizeof(uint) || value.IsEmpty)
            {
                _report.Add("damaged Berkeley DB page: an item lies outside it");
            }
            else if (key[1..].IndexOfAnyExcept((byte)0) < 0)
            {
                // Key 0: the highest package number so far.
            }
            else if (value[0] == InlineItem)
            {
                RpmPackage.Report(value[1..], _report);
            }
            else if (value[0] != OffPageItem || value.Length < OffPageLength)
            {
                _report.Add($"Berkeley DB item of an unknown kind: {value[0]}");
            }
            else if (!ReadOverflow(ReadUInt32(value[4..]), ReadUInt32(value[8..]), ref budget))
            {
                return false;
            }
        }

        return true;
    }

    // Items are laid down from the end of the page: each ends where the one before it begins.
    private ReadOnlySpan<byte> Item(ReadOnlySpan<byte> page, int item)
    {
        int begin = ReadUInt16(page[(PageHeader + (item * sizeof(ushort)))..]);
        int end = item == 0 ? page.Length : ReadUInt16(page[(PageHeader + ((item - 1) * sizeof(ushort)))..]);
        return begin >= PageHeader && begin < end && end <= page.Length ? page[begin..end] : default;
    }

    private bool ReadOverflow(uint first, uint length, ref int budget)
    {
        if (length > (uint)Math.Min(_file.Length, RpmHeader.MaxLength))
        {
            _report.Add("damaged Berkeley DB file: absurdly long header");
            return true;
        }

        byte[] blob = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            int filled = 0;
            for (uint number = first; number != 0; budget--)
            {
                if (budget == 0)
                {
                    return false;
                }

                ReadOnlySpan<byte> content = OverflowContent(number, out number);
                if (content.IsEmpty || content.Length > (int)length - filled)
                {
                    break;
                }

                content.CopyTo(blob.AsSpan(filled));
                filled += content.Length;
            }

            if (filled == (int)length)
            {
                RpmPackage.Report(blob.AsSpan(0, filled), _report);
            }
            else
            {
                _report.Add("damaged Berkeley DB file: a header's overflow pages are broken off");
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(blob);
        }
    }

    // Empty where there is no such page, or it is no overflow page.
    private ReadOnlySpan<byte> OverflowContent(uint number, out uint next)
    {
        next = 0;
        if (number >= (uint)PageCount)
        {
            return default;
        }

        ReadOnlySpan<byte> page = Page((int)number);
        int used = ReadUInt16(page[22..]);
        next = ReadUInt32(page[16..]);
        return page[25] == OverflowPage && used <= page.Length - PageHeader ? page.Slice(PageHeader, used) : default;
    }

    private ReadOnlySpan<byte> Page(int number) => _file.Slice(number * _pageSize, _pageSize);

    private ushort ReadUInt16(ReadOnlySpan<byte> at) =>
        _bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);

    private uint ReadUInt32(ReadOnlySpan<byte> at) =>
        _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);
}
