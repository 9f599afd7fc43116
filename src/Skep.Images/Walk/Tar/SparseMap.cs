namespace Skep.Images.Walk;

/// <summary>Checks and reads the maps of sparse files.</summary>
internal static class SparseMap
{
    private const int GnuFragmentSize = 24;
    private const int GnuNumberSize = 12;

    // More than any header limit has room for; it only keeps the arithmetic from overflowing.
    private const long MaxFragments = int.MaxValue;

    /// <summary>Fragments ascend, do not overlap, lie inside the file, and take exactly the stored bytes.</summary>
    public static bool IsValid(IReadOnlyList<SparseFragment> fragments, long size, long stored)
    {
        long end = 0;
        long total = 0;
        foreach (SparseFragment fragment in fragments)
        {
            if (fragment.Offset < end || fragment.Length > size - fragment.Offset)
            {
                return false;
            }

            end = fragment.Offset + fragment.Length;
            total += fragment.Length;
        }

        return total == stored;
    }

    /// <summary>Adds the fragments of an old GNU header or its extension block; false when a number is none.</summary>
    public static bool TryAddGnu(ReadOnlySpan<byte> table, List<SparseFragment> into)
    {
        for (; table.Length >= GnuFragmentSize && table[0] != 0; table = table[GnuFragmentSize..])
        {
            if (!TarNumber.TryParse(table[..GnuNumberSize], out long offset)
                || !TarNumber.TryParse(table[GnuNumberSize..GnuFragmentSize], out long length))
            {
                return false;
            }

            into.Add(new SparseFragment(offset, length));
        }

        return true;
    }

    /// <summary>How many lines a version 1.0 map has beyond its first, which is the count of fragments.</summary>
    /// <param name="start">The first block of the map.</param>
    public static long LinesAfterFirst(ReadOnlySpan<byte> start) => 2 * Math.Min(ReadLine(ref start), MaxFragments);

    /// <summary>
    /// Reads a whole version 1.0 map, one decimal number a line: the count, then offset and length of each fragment.
    /// </summary>
    public static List<SparseFragment> ParseText(ReadOnlySpan<byte> text)
    {
        var fragments = new List<SparseFragment>();
        for (long count = ReadLine(ref text); count > 0; count--)
        {
            fragments.Add(new SparseFragment(ReadLine(ref text), ReadLine(ref text)));
        }

        return fragments;
    }

    private static long ReadLine(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        if (end < 0 || !TarNumber.TryParseDecimal(text[..end], out long number))
        {
            throw new DamagedLayerException(
                "map of a sparse file is damaged; the rest of the layer was not looked into");
        }

        text = text[(end + 1)..];
        return number;
    }
}
