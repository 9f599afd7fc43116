using System.Buffers.Binary;
using System.IO.Compression;

namespace Skep.EndToEnd.Tests.Hostile;

/// <summary>Archives that hold an archive that holds an archive.</summary>
internal static class HostileJar
{
    private const int HeaderLength = 30;
    private const int EntryLength = 46;
    private const int EndLength = 22;

    private static readonly byte[] _name = "inner.jar"u8.ToArray();

    /// <summary>Stored, so that every level is a slice of the one above: headers first, directories last.</summary>
    public static byte[] Nested(int depth)
    {
        byte[] innermost = "innermost"u8.ToArray();
        using var jar = new MemoryStream();
        int tail = EntryLength + _name.Length + EndLength;
        int level = HeaderLength + _name.Length + tail;
        for (int i = depth - 1; i >= 0; i--)
        {
            jar.Write(Header(innermost.Length + (i * level)));
        }

        jar.Write(innermost);
        for (int i = 0; i < depth; i++)
        {
            jar.Write(Directory(innermost.Length + (i * level)));
        }

        return jar.ToArray();
    }

    public static byte[] NestedCompressed(int depth)
    {
        byte[] jar = "innermost"u8.ToArray();
        for (int i = 0; i < depth; i++)
        {
            using var target = new MemoryStream();
            using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
            {
                using Stream entry = zip.CreateEntry("inner.jar", CompressionLevel.Optimal).Open();
                entry.Write(jar);
            }

            jar = target.ToArray();
        }

        return jar;
    }

    private static byte[] Header(int size)
    {
        byte[] header = new byte[HeaderLength + _name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034b50);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(18), size);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(22), size);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(26), (short)_name.Length);
        _name.CopyTo(header, HeaderLength);
        return header;
    }

    private static byte[] Directory(int size)
    {
        byte[] entry = new byte[EntryLength + _name.Length + EndLength];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, 0x02014b50);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(20), size);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(24), size);
        BinaryPrimitives.WriteInt16LittleEndian(entry.AsSpan(28), (short)_name.Length);
        _name.CopyTo(entry, EntryLength);
        Span<byte> end = entry.AsSpan(EntryLength + _name.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteInt16LittleEndian(end[8..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(end[10..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(end[12..], EntryLength + _name.Length);
        BinaryPrimitives.WriteInt32LittleEndian(end[16..], HeaderLength + _name.Length + size);
        return entry;
    }
}
