using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Skep.Secrets.Literals;

/// <summary>Which of 64 bytes belong to a class that tokens are told by, a bit a byte.</summary>
internal static class ByteClasses
{
    public const int Count = 64;

    /// <summary>Letters, digits and '_'.</summary>
    public const byte Word = 0x0F;

    /// <summary>The same, '-' and '.'.</summary>
    public const byte Token = 0x1F;

    /// <summary>'\' and '%'.</summary>
    public const byte Escape = 0x60;

    // A byte is of the kinds that its low and its high half agree in. 1: digits, 2: letters with a small low half,
    // 4 and 8: the other letters and '_', 16: '-' and '.', 32: '\', 64: '%'.
    private static readonly Vector128<byte> LowHalves = Vector128.Create((byte)
        0x0D, 0x0F, 0x0F, 0x0F, 0x0F, 0x4F, 0x0F, 0x0F, 0x0F, 0x0F, 0x0E, 0x02, 0x22, 0x12, 0x12, 0x06);

    private static readonly Vector128<byte> HighHalves = Vector128.Create((byte)
        0, 0, 0x50, 0x01, 0x02, 0x24, 0x02, 0x08, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>The bytes from <paramref name="at"/> on; behind the end of the text there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ReadOnlySpan<byte> text, int at, byte kinds)
    {
        if (at > text.Length - Count)
        {
            return OfLast(text, at, kinds);
        }

        ReadOnlySpan<byte> bytes = text.Slice(at, Count);
        if (Avx2.IsSupported)
        {
            uint first = Others(Vector256.Create(bytes), kinds);
            uint second = Others(Vector256.Create(bytes[Vector256<byte>.Count..]), kinds);
            return ~(first | ((ulong)second << Vector256<byte>.Count));
        }

        ulong others = 0;
        for (int part = 0; part < Count; part += Vector128<byte>.Count)
        {
            others |= (ulong)Others(Vector128.Create(bytes[part..]), kinds) << part;
        }

        return ~others;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong OfLast(ReadOnlySpan<byte> text, int at, byte kinds)
    {
        if (at >= text.Length)
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[Count];
        bytes.Clear();
        text[at..].CopyTo(bytes);
        return Of(bytes, 0, kinds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Others(Vector256<byte> bytes, byte kinds)
    {
        Vector256<byte> low = Avx2.Shuffle(
            Vector256.Create(LowHalves, LowHalves), bytes & Vector256.Create((byte)0x0F));
        Vector256<byte> high = Avx2.Shuffle(
            Vector256.Create(HighHalves, HighHalves), (bytes.AsUInt16() >>> 4).AsByte() & Vector256.Create((byte)0x0F));
        return Vector256.Equals(low & high & Vector256.Create(kinds), Vector256<byte>.Zero)
            .ExtractMostSignificantBits();
    }

    private static uint Others(Vector128<byte> bytes, byte kinds)
    {
        Vector128<byte> low = Vector128.ShuffleNative(LowHalves, bytes & Vector128.Create((byte)0x0F));
        Vector128<byte> high = Vector128.ShuffleNative(
            HighHalves, (bytes.AsUInt16() >>> 4).AsByte() & Vector128.Create((byte)0x0F));
        return Vector128.Equals(low & high & Vector128.Create(kinds), Vector128<byte>.Zero)
            .ExtractMostSignificantBits();
    }
}
