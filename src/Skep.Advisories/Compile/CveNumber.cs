using System.Globalization;

namespace Skep.Advisories.Compile;

/// <summary>A CVE id as one integer, the year before the number.</summary>
internal static class CveNumber
{
    // Numbers have up to seven digits today; the tenth keeps years apart for good.
    private const long YearFactor = 10_000_000_000;

    public static long? Parse(string cve)
    {
        ReadOnlySpan<char> text = cve;
        return text.StartsWith("CVE-", StringComparison.Ordinal) && text.Length is > 9 and <= 19 && text[8] == '-'
            && int.TryParse(text[4..8], NumberStyles.None, CultureInfo.InvariantCulture, out int year)
            && long.TryParse(text[9..], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? (year * YearFactor) + number
            : null;
    }
}
