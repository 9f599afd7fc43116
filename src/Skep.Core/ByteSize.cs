namespace Skep.Core;

/// <summary>A number of bytes.</summary>
public readonly record struct ByteSize(long Bytes) : IComparable<ByteSize>
{
    private const long Kibi = 1024;

    public static ByteSize Kibibytes(long count) => new(count * Kibi);

    public static ByteSize Mebibytes(long count) => new(count * Kibi * Kibi);

    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    public override string ToString() => Bytes switch
    {
        < Kibi => $"{Bytes} B",
        < Kibi * Kibi => $"{Bytes / (double)Kibi:0.#} KiB",
        < Kibi * Kibi * Kibi => $"{Bytes / (double)(Kibi * Kibi):0.#} MiB",
        _ => $"{Bytes / (double)(Kibi * Kibi * Kibi):0.##} GiB",
    };
}
