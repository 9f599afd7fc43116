using System.Buffers;
using System.Buffers.Binary;
using System.Collections;

namespace Skep.Packages.Rpm;

/// <summary>Takes one row of a table: its record, which is valid during the call only.</summary>
internal delegate void SqliteRow(ReadOnlySpan<byte> record);

/// <summary>Walks the rows of one table of an SQLite file, in row-id order.</summary>
/// <remarks>
/// A page belongs to one tree or chain only. Each may be visited once, so a file that links its pages in a circle, or
/// uses them twice, ends in <see cref="Damage"/> and not in endless work.
/// </remarks>
internal ref struct SqliteTable(SqliteFile file, CancellationToken cancellationToken)
{
    private const byte InteriorPage = 5;
    private const byte LeafPage = 13;
    private const int LeafHeader = 8;
    private const int InteriorHeader = 12;

    // SQLite's own limit; a file of 2 GiB is four levels deep.
    private const int MaxDepth = 20;

    private readonly SqliteFile _file = file;
    private readonly BitArray _visited = new(file.PageCount + 1);

    /// <summary>What is wrong with the file; null while nothing is.</summary>
    public string? Damage { get; private set; }

    public void Read(uint root, SqliteRow row) => ReadPage(root, row, MaxDepth);

    private void ReadPage(uint number, SqliteRow row, int depth)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReadOnlySpan<byte> page = Visit(number);
        if (page.IsEmpty || depth == 0)
        {
            Damage ??= "damaged SQLite file: its tables are too deep";
            return;
        }

        int start = number == 1 ? SqliteFile.FileHeader : 0;
        byte kind = page[start];
        int header = kind == LeafPage ? LeafHeader : InteriorHeader;
        int cells = BinaryPrimitives.ReadUInt16BigEndian(page[(start + 3)..]);
        if (kind is not (InteriorPage or LeafPage) || start + header + (cells * sizeof(ushort)) > page.Length)
        {
            Damage ??= "damaged SQLite file: a page of a table is none";
            return;
        }

        ReadOnlySpan<byte> pointers = page.Slice(start + header, cells * sizeof(ushort));
        for (; pointers.Length > 0; pointers = pointers[sizeof(ushort)..])
        {
            int at = BinaryPrimitives.ReadUInt16BigEndian(pointers);
            ReadOnlySpan<byte> cell = at < page.Length ? page[at..] : default;
            if (kind == LeafPage)
            {
                ReadCell(cell, row);
            }
            else if (cell.Length >= sizeof(uint))
            {
                ReadPage(BinaryPrimitives.ReadUInt32BigEndian(cell), row, depth - 1);
            }
            else
            {
                Damage ??= "damaged SQLite file: a cell lies outside its page";
            }
        }

        if (kind == InteriorPage)
        {
            ReadPage(BinaryPrimitives.ReadUInt32BigEndian(page[(start + LeafHeader)..]), row, depth - 1);
        }
    }

    private void ReadCell(ReadOnlySpan<byte> cell, SqliteRow row)
    {
        (long length, int lengthSize) = SqliteFile.ReadVarint(cell);
        (_, int idSize) = SqliteFile.ReadVarint(cell[lengthSize..]);
        cell = cell[(lengthSize + idSize)..];
        if (idSize == 0 || length is < 0 or > RpmHeader.MaxLength)
        {
            Damage ??= "damaged SQLite file: absurdly long row";
            return;
        }

        int local = LocalLength((int)length);
        if (local == (int)length && local <= cell.Length)
        {
            row(cell[..local]);
        }
        else if (local + sizeof(uint) <= cell.Length)
        {
            ReadOverflow(cell, local, (int)length, row);
        }
        else
        {
            Damage ??= "damaged SQLite file: a cell lies outside its page";
        }
    }

    // How much of a row stays in its cell; the rest is in a chain of overflow pages. Section 1.6 of the format.
    private readonly int LocalLength(int length)
    {
        int most = _file.Usable - 35;
        if (length <= most)
        {
            return length;
        }

        int least = ((_file.Usable - 12) * 32 / 255) - 23;
        int fitting = least + ((length - least) % (_file.Usable - 4));
        return fitting <= most ? fitting : least;
    }

    private void ReadOverflow(ReadOnlySpan<byte> cell, int local, int length, SqliteRow row)
    {
        byte[] record = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            cell[..local].CopyTo(record);
            int filled = local;
            uint next = BinaryPrimitives.ReadUInt32BigEndian(cell[local..]);
            while (filled < length)
            {
                ReadOnlySpan<byte> page = Visit(next);
                if (page.IsEmpty)
                {
                    return;
                }

                ReadOnlySpan<byte> content = page[sizeof(uint)..];
                content = content[..Math.Min(content.Length, length - filled)];
                content.CopyTo(record.AsSpan(filled));
                filled += content.Length;
                next = BinaryPrimitives.ReadUInt32BigEndian(page);
            }

            row(record.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(record);
        }
    }

    private ReadOnlySpan<byte> Visit(uint number)
    {
        ReadOnlySpan<byte> page = _file.Page(number);
        if (page.IsEmpty)
        {
            Damage ??= "truncated SQLite file: a page is missing";
        }
        else if (_visited[(int)number])
        {
            Damage ??= "damaged SQLite file: a page is used twice";
            return default;
        }
        else
        {
            _visited[(int)number] = true;
        }

        return page;
    }
}
