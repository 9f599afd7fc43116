using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Skep.Testing;

namespace Skep.Packages.Tests.Rpm;

/// <summary>Writes rpm databases that hold given headers.</summary>
internal static class RpmDatabaseFiles
{
    public const int PageSize = 512;

    /// <summary>A Berkeley DB hash file: a page that describes it, one with the pairs, then overflow pages.</summary>
    public static byte[] Berkeley(bool bigEndian, params byte[][] headers)
    {
        var pages = new List<byte[]> { new byte[PageSize], new byte[PageSize] };
        byte[] hash = pages[1];
        int end = PageSize;
        int item = 0;
        void Put(ReadOnlySpan<byte> content)
        {
            end -= content.Length;
            content.CopyTo(hash.AsSpan(end));
            Write16(hash, 26 + (2 * item++), end, bigEndian);
        }

        // The pair with key 0 holds the highest package number.
        Put([1, 0, 0, 0, 0]);
        Put([1, 9, 0, 0, 0]);
        foreach (byte[] header in headers)
        {
            byte[] reference = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            Write32(reference, 4, pages.Count, bigEndian);
            Write32(reference, 8, header.Length, bigEndian);
            Put([1, 7, 0, 0, (byte)item]);
            Put(reference);
            foreach (byte[] part in header.Chunk(PageSize - 26))
            {
                byte[] page = new byte[PageSize];
                part.CopyTo(page, 26);
                Write16(page, 22, part.Length, bigEndian);
                page[25] = 7;
                pages.Add(page);
                Write32(page, 16, pages.Count, bigEndian);
            }

            Write32(pages[^1], 16, 0, bigEndian);
        }

        Write16(hash, 20, item, bigEndian);
        hash[25] = 13;
        byte[] meta = pages[0];
        Write32(meta, 12, 0x00061561, bigEndian);
        Write32(meta, 16, 9, bigEndian);
        Write32(meta, 20, PageSize, bigEndian);
        meta[25] = 8;
        Write32(meta, 32, pages.Count - 1, bigEndian);
        return [.. pages.SelectMany(page => page)];
    }

    /// <summary>An ndb file with one page of slots.</summary>
    public static byte[] Ndb(params byte[][] headers)
    {
        const int SlotPage = 4096;
        var file = new List<byte>(new byte[SlotPage]);
        byte[] slots = new byte[SlotPage];
        "RpmP"u8.CopyTo(slots);
        Write32(slots, 12, 1, false);
        for (int slot = 32; slot < SlotPage; slot += 16)
        {
            "Slot"u8.CopyTo(slots.AsSpan(slot));
        }

        for (int i = 0; i < headers.Length; i++)
        {
            int blocks = (16 + headers[i].Length + 12 + 15) / 16;
            byte[] blob = new byte[blocks * 16];
            "BlbS"u8.CopyTo(blob);
            Write32(blob, 4, i + 1, false);
            Write32(blob, 12, headers[i].Length, false);
            headers[i].CopyTo(blob, 16);
            Write32(slots, 32 + (i * 16) + 4, i + 1, false);
            Write32(slots, 32 + (i * 16) + 8, file.Count / 16, false);
            Write32(slots, 32 + (i * 16) + 12, blocks, false);
            file.AddRange(blob);
        }

        byte[] bytes = [.. file];
        slots.CopyTo(bytes, 0);
        return bytes;
    }

    /// <summary>An SQLite file as rpm makes it, written by SQLite itself.</summary>
    public static byte[] Sqlite(params byte[][] headers)
    {
        using var directory = new TemporaryDirectory();
        string path = Path.Combine(directory.Path, "rpmdb.sqlite");
        using (SqliteConnection connection = Open(path))
        {
            Run(connection, "PRAGMA page_size = 512; CREATE TABLE 'Other' (x TEXT); "
                + "CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL);");
        }

        Insert(path, headers);
        return File.ReadAllBytes(path);
    }

    /// <summary>Adds headers to an SQLite file that rpm made.</summary>
    public static void Insert(string path, params byte[][] headers)
    {
        using SqliteConnection connection = Open(path);
        using SqliteTransaction transaction = connection.BeginTransaction();
        foreach (byte[] header in headers)
        {
            Run(connection, "INSERT INTO Packages(blob) VALUES ($blob)", header, transaction);
        }

        transaction.Commit();
    }

    public static void Write32(byte[] to, int at, int value, bool bigEndian)
    {
        if (bigEndian)
        {
            BinaryPrimitives.WriteInt32BigEndian(to.AsSpan(at), value);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(to.AsSpan(at), value);
        }
    }

    private static void Write16(byte[] to, int at, int value, bool bigEndian)
    {
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(to.AsSpan(at), (ushort)value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(to.AsSpan(at), (ushort)value);
        }
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(
        SqliteConnection connection, string sql, byte[]? blob = null, SqliteTransaction? transaction = null)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        if (blob is not null)
        {
            command.Parameters.AddWithValue("$blob", blob);
        }

        command.ExecuteNonQuery();
    }
}
