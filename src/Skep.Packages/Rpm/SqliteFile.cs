using System.Buffers.Binary;

namespace Skep.Packages.Rpm;

/// <summary>The pages of an SQLite database file, read-only.</summary>
/// <remarks>Format: <see href="https://www.sqlite.org/fileformat2.html"/>. Every number is big-endian.</remarks>
internal readonly ref struct SqliteFile
{
    /// <summary>What precedes the first page's own header.</summary>
    public const int FileHeader = 100;

    private readonly ReadOnlySpan<byte> _file;
    private readonly int _pageSize;

    private SqliteFile(ReadOnlySpan<byte> file, int pageSize, int usable)
    {
        _file = file;
        _pageSize = pageSize;
        Usable = usable;
    }

    /// <summary>Bytes of a page that hold content; the rest is reserved for extensions.</summary>
    public int Usable { get; }

    public int PageCount => _file.Length / _pageSize;

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    public static bool IsSqlite(ReadOnlySpan<byte> file) => file.StartsWith(Magic);

    /// <summary>False when the file's header is damaged.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> file, out SqliteFile sqlite)
    {
        sqlite = default;
        if (file.Length < FileHeader)
        {
            return false;
        }

        // 65536 does not fit two bytes and is written as 1.
        int pageSize = BinaryPrimitives.ReadUInt16BigEndian(file[16..]);
        pageSize = pageSize == 1 ? 65536 : pageSize;
        int usable = pageSize - file[20];
        if (pageSize < 512 || (pageSize & (pageSize - 1)) != 0 || usable < 480 || file.Length < pageSize)
        {
            return false;
        }

        sqlite = new SqliteFile(file, pageSize, usable);
        return true;
    }

    /// <summary>
    /// The usable bytes of page <paramref name="number"/>, counted from 1; empty where the file has no such page.
    /// </summary>
    public ReadOnlySpan<byte> Page(uint number) =>
        number == 0 || number > (uint)PageCount ? default : _file.Slice((int)(number - 1) * _pageSize, Usable);

    /// <summary>Reads a variable-length integer; its length is 0 when it runs out of <paramref name="from"/>.</summary>
    public static (long Value, int Length) ReadVarint(ReadOnlySpan<byte> from)
    {
        ulong value = 0;
        for (int i = 0; i < 9 && i < from.Length; i++)
        {
            if (i == 8)
            {
                return (unchecked((long)((value << 8) | from[i])), 9);
            }

            value = (value << 7) | (uint)(from[i] & 0x7f);
            if (from[i] < 0x80)
            {
                return ((long)value, i + 1);
            }
        }

        return (0, 0);
    }
}
