using System.Text;
using Skep.Packages.Distributions;

namespace Skep.Packages.Rpm;

/// <summary>Reads the headers out of the table <c>Packages(hnum, blob)</c> of an SQLite file.</summary>
internal readonly ref struct SqliteRpmReader(
    ReadOnlySpan<byte> file, DatabaseReport report, CancellationToken cancellationToken)
{
    private const uint SchemaRoot = 1;
    private const int BlobColumn = 1;

    private readonly ReadOnlySpan<byte> _file = file;

    public void Read()
    {
        if (!SqliteFile.TryOpen(_file, out SqliteFile sqlite))
        {
            report.Add("damaged SQLite file: absurd header");
            return;
        }

        uint root = 0;
        var schema = new SqliteTable(sqlite, cancellationToken);
        schema.Read(SchemaRoot, record => root = root == 0 ? RootOfPackages(record) : root);
        if (root == 0)
        {
            report.Add(schema.Damage ?? "SQLite file without a table Packages");
            return;
        }

        DatabaseReport to = report;
        var table = new SqliteTable(sqlite, cancellationToken);
        table.Read(root, record => ReportRow(record, to));
        if ((table.Damage ?? schema.Damage) is { } damage)
        {
            report.Add(damage);
        }
    }

    // sqlite_schema(type, name, tbl_name, rootpage, sql)
    private static uint RootOfPackages(ReadOnlySpan<byte> record)
    {
        if (!SqliteRecord.TryColumn(record, 0, out ReadOnlySpan<byte> type)
            || !SqliteRecord.TryColumn(record, 1, out ReadOnlySpan<byte> name)
            || !SqliteRecord.TryColumn(record, 3, out ReadOnlySpan<byte> root)
            || !type.SequenceEqual("table"u8)
            || !Ascii.EqualsIgnoreCase(name, "Packages"u8)
            || root.Length is 0 or > sizeof(uint))
        {
            return 0;
        }

        uint page = 0;
        foreach (byte digit in root)
        {
            page = (page << 8) | digit;
        }

        return page;
    }

    private static void ReportRow(ReadOnlySpan<byte> record, DatabaseReport report)
    {
        if (report.IsFull)
        {
            return;
        }

        if (SqliteRecord.TryColumn(record, BlobColumn, out ReadOnlySpan<byte> blob))
        {
            RpmPackage.Report(blob, report);
        }
        else
        {
            report.Add("damaged SQLite file: a row without a header");
        }
    }
}

/// <summary>The columns of one SQLite record.</summary>
internal static class SqliteRecord
{
    /// <summary>A column's bytes as stored; false where the record has no such column or is damaged.</summary>
    public static bool TryColumn(ReadOnlySpan<byte> record, int column, out ReadOnlySpan<byte> value)
    {
        value = default;
        (long headerLength, int at) = SqliteFile.ReadVarint(record);
        if (at == 0 || headerLength < at || headerLength > record.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> types = record[at..(int)headerLength];
        ReadOnlySpan<byte> content = record[(int)headerLength..];
        for (int i = 0; ; i++)
        {
            (long type, int size) = SqliteFile.ReadVarint(types);
            long length = LengthOf(type);
            if (size == 0 || length < 0 || length > content.Length)
            {
                return false;
            }

            if (i == column)
            {
                value = content[..(int)length];
                return true;
            }

            types = types[size..];
            content = content[(int)length..];
        }
    }

    // Serial types: integers of 1, 2, 3, 4, 6 and 8 bytes, a float, the constants 0 and 1; then blobs (even) and
    // texts (odd).
    private static long LengthOf(long type) => type switch
    {
        0 or 8 or 9 => 0,
        >= 1 and <= 4 => type,
        5 => 6,
        6 or 7 => 8,
        >= 12 => (type - 12) / 2,
        _ => -1,
    };
}
