namespace Skep.Secrets.Scanning;

/// <summary>Files that hold no readable text because they are compressed: pictures, archives, fonts.</summary>
internal static class CompressedFiles
{
    public static bool IsCompressed(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]) // gzip
        || head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) // xz
        || head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) // zstd
        || head.StartsWith("BZh"u8) // bzip2
        || head.StartsWith("PK\u0003\u0004"u8) // zip, jar
        || head.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF]) // 7z
        || head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) // PNG
        || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) // JPEG
        || head.StartsWith("GIF8"u8) // GIF
        || head.StartsWith("wOF2"u8) // WOFF 2
        || head.StartsWith("wOFF"u8); // WOFF
}
