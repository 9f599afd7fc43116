using System.Buffers;
using Skep.Core;

namespace Skep.Secrets.Scanning;

/// <summary>Text in UTF-16, as Windows programs write it.</summary>
/// <remarks>A piece is known by its NULs, because only the first has a byte order mark.</remarks>
internal static class WideText
{
    private const int Probe = 256;

    public static bool IsWide(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> probe = content[..Math.Min(Probe, content.Length)];
        return probe.Length >= 4 && probe.Contains((byte)0) && (Zeros(probe, 1) || Zeros(probe, 0));
    }

    public static void Inspect(in FilePiece piece, SecretsInspector inspector, IFindingSink sink)
    {
        // Content begins anywhere in the file, but characters begin at even offsets of it.
        int low = Zeros(piece.Content[..Math.Min(Probe, piece.Content.Length)], 1) ? 0 : 1;
        int count = (piece.Content.Length - low + 1) / 2;
        int start = (piece.Start - low + 1) / 2;
        int end = Math.Min(count, (piece.End - low + 1) / 2);
        byte[] narrow = ArrayPool<byte>.Shared.Rent(count);
        for (int i = 0; i < count; i++)
        {
            int high = (i * 2) + 1 - low;
            bool isNarrow = high >= piece.Content.Length || piece.Content[high] == 0;
            narrow[i] = isNarrow ? piece.Content[(i * 2) + low] : (byte)0xFF;
        }

        inspector.InspectBytes(piece, narrow.AsSpan(0, count), start, end, 2, sink);
        Array.Clear(narrow, 0, count);
        ArrayPool<byte>.Shared.Return(narrow);
    }

    // Nine of ten characters of such text are ASCII, and no other file has a NUL at every second place only.
    private static bool Zeros(ReadOnlySpan<byte> probe, int parity)
    {
        int zeros = 0;
        int others = 0;
        for (int i = 0; i < probe.Length; i++)
        {
            bool isZero = probe[i] == 0;
            zeros += isZero && (i & 1) == parity ? 1 : 0;
            others += isZero && (i & 1) != parity ? 1 : 0;
        }

        return others == 0 && zeros * 20 >= probe.Length * 9;
    }
}
