namespace Skep.Secrets.Matching;

/// <summary>A set of bytes.</summary>
internal readonly record struct ByteSet(UInt128 Low, UInt128 High)
{
    public static ByteSet Digits => Range('0', '9');

    public static ByteSet Word => Range('a', 'z') | Range('A', 'Z') | Digits | Of('_');

    public static ByteSet Space => Of(' ') | Of('\t') | Of('\r') | Of('\n') | Of('\f') | Of('\v');

    public static ByteSet operator |(ByteSet left, ByteSet right) => new(left.Low | right.Low, left.High | right.High);

    public static ByteSet operator &(ByteSet left, ByteSet right) => new(left.Low & right.Low, left.High & right.High);

    public static ByteSet operator ~(ByteSet set) => new(~set.Low, ~set.High);

    public static ByteSet Of(int b) =>
        b < 128 ? new ByteSet(UInt128.One << b, default) : new ByteSet(default, UInt128.One << (b - 128));

    public static ByteSet Range(int first, int last)
    {
        ByteSet set = default;
        for (int b = first; b <= last; b++)
        {
            set |= Of(b);
        }

        return set;
    }

    public bool Contains(byte b) => ((b < 128 ? Low >> b : High >> (b - 128)) & 1) != 0;

    /// <summary>An entry a byte.</summary>
    public bool[] ToTable()
    {
        bool[] table = new bool[256];
        for (int b = 0; b < table.Length; b++)
        {
            table[b] = Contains((byte)b);
        }

        return table;
    }

    public bool Overlaps(ByteSet other) => (this & other) != default;

    public ByteSet IgnoringCase()
    {
        ByteSet set = this;
        for (int c = 'a'; c <= 'z'; c++)
        {
            if (Contains((byte)c) || Contains((byte)(c - 0x20)))
            {
                set |= Of(c) | Of(c - 0x20);
            }
        }

        return set;
    }
}
