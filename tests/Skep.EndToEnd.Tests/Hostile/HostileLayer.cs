using System.IO.Compression;
using System.Text;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.Hostile;

/// <summary>Layers that an attacker would make: tiny as files, huge or absurd when read.</summary>
internal static class HostileLayer
{
    public const string GzipType = "application/vnd.oci.image.layer.v1.tar+gzip";
    public const string ZstdType = "application/vnd.oci.image.layer.v1.tar+zstd";
    public const string TarType = "application/vnd.oci.image.layer.v1.tar";

    private const int ZstdBlock = 1 << 17;
    private const int GzipPiece = 1 << 24;

    /// <summary>The header, followed by <paramref name="zeros"/> zeros as gzip members that are all alike.</summary>
    public static byte[] GzipBomb(byte[] header, long zeros)
    {
        using var bomb = new MemoryStream();
        bomb.Write(Gzip(header));
        byte[] piece = Gzip(new byte[GzipPiece]);
        for (long written = 0; written < zeros; written += GzipPiece)
        {
            bomb.Write(piece);
        }

        return bomb.ToArray();
    }

    /// <summary>The same as one zstd frame of blocks that say "128 KiB of this byte".</summary>
    public static byte[] ZstdBomb(byte[] header, long zeros)
    {
        using var bomb = new MemoryStream();
        bomb.Write([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]);
        bomb.Write(BlockHeader(header.Length, type: 0));
        bomb.Write(header);
        for (long written = 0; written < zeros; written += ZstdBlock)
        {
            bomb.Write(BlockHeader(ZstdBlock, type: 1));
            bomb.WriteByte(0);
        }

        byte[] end = BlockHeader(0, type: 0);
        end[0] |= 1;
        bomb.Write(end);
        return bomb.ToArray();
    }

    /// <summary>The header of a regular file of this size.</summary>
    public static byte[] FileHeader(string name, long size) =>
        new TarBuilder().Header(new TarHeaderFields(name, '0') { Size = size, UseBase256 = true }).ToArray();

    /// <summary>A gzip-ed tar of very many empty files, made without holding them.</summary>
    public static byte[] ManyEntries(int count, string suffix = "")
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] header = new TarBuilder().File("d/0000000000" + suffix, string.Empty).ToArray();
            for (int i = 0; i < count; i++)
            {
                Rename(header, i);
                gzip.Write(header);
            }

            gzip.Write(new byte[1024]);
        }

        return target.ToArray();
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    private static void Rename(byte[] header, int number)
    {
        Encoding.ASCII.GetBytes($"d/{number:D10}").CopyTo(header.AsSpan());
        header.AsSpan(148, 8).Fill((byte)' ');
        int sum = 0;
        foreach (byte value in header.AsSpan(0, 512))
        {
            sum += value;
        }

        TarBuilder.Octal(header.AsSpan(148, 7), sum);
        header[154] = 0;
    }

    private static byte[] BlockHeader(int size, int type)
    {
        int field = (size << 3) | (type << 1);
        return [(byte)(field & 0xff), (byte)((field >> 8) & 0xff), (byte)(field >> 16)];
    }
}
