namespace Skep.Packages.Versions;

/// <summary>Debian's order, which opkg shares.</summary>
/// <remarks>
/// Format: <see href="https://www.debian.org/doc/debian-policy/ch-controlfields.html#version"/>. What dpkg
/// only warns about (a version that starts with a letter, odd characters) is accepted and ordered as dpkg
/// does.
/// </remarks>
internal sealed class DebVersionOrder : EvrVersionOrder
{
    public override string Id => "deb";

    protected override int ComparePart(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty || !right.IsEmpty)
        {
            while (StartsWithNonDigit(left) || StartsWithNonDigit(right))
            {
                int difference = Weight(left) - Weight(right);
                if (difference != 0)
                {
                    return difference;
                }

                left = left[1..];
                right = right[1..];
            }

            int leftDigits = DigitRun.Length(left);
            int rightDigits = DigitRun.Length(right);
            int order = DigitRun.Compare(left[..leftDigits], right[..rightDigits]);
            if (order != 0)
            {
                return order;
            }

            left = left[leftDigits..];
            right = right[rightDigits..];
        }

        return 0;
    }

    private static bool StartsWithNonDigit(ReadOnlySpan<char> text) => !text.IsEmpty && !char.IsAsciiDigit(text[0]);

    // '~' before the end, the end before letters, letters before everything else.
    private static int Weight(ReadOnlySpan<char> text) =>
        text.IsEmpty || char.IsAsciiDigit(text[0]) ? 0
        : text[0] == '~' ? -1
        : char.IsAsciiLetter(text[0]) ? text[0]
        : text[0] + 256;
}
