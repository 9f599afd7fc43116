using System.Globalization;
using System.Text;

namespace Skep.Secrets.Matching;

/// <summary>Finds numbers of persons and of bank cards in a text that is full of them.</summary>
/// <remarks>
/// One such number proves nothing, since one random number in ten has a right check digit. A list of them is told from
/// random numbers by how many pass. Formats: GB 11643 (identity cards), ISO/IEC 7812 (cards), the Chinese numbering
/// plan.
/// </remarks>
internal static class BulkNumbers
{
    public const string IdCard = "cn-id-card";
    public const string Phone = "cn-phone";
    public const string BankCard = "bank-card";

    private const int MinDigits = 11;
    private const int MaxDistinct = 10_000;

    public static IReadOnlyList<string> Kinds { get; } = [BankCard, IdCard, Phone];

    /// <summary>
    /// The distinct numbers, first seen first; empty when those of their form mostly fail their check.
    /// </summary>
    public static IReadOnlyList<ValueSpan> Find(ReadOnlySpan<byte> text, int start, int end, string kind)
    {
        var seen = new HashSet<long>();
        var found = new List<ValueSpan>();
        int failed = 0;
        for (int at = start; TryFindRun(text, ref at, end, out int length); at += length)
        {
            ValueSpan span = new(at, length + (kind == IdCard && length == 17 && IsX(text, at + length) ? 1 : 0));
            if (found.Count == MaxDistinct || !HasForm(text.Slice(at, span.Length), kind) || !StandsAlone(text, span))
            {
                continue;
            }

            if (!Passes(text.Slice(at, span.Length), kind))
            {
                failed++;
            }
            else if (seen.Add(Number(text.Slice(at, length))))
            {
                found.Add(span);
            }
        }

        return failed * 2 > found.Count ? [] : found;
    }

    /// <summary>Whether the text holds long numbers enough to look at them one by one.</summary>
    public static bool IsWorthwhile(ReadOnlySpan<byte> text, int start, int end, int minCount)
    {
        int count = 0;
        for (int at = start; count < minCount && TryFindRun(text, ref at, end, out int length); at += length)
        {
            count++;
        }

        return count == minCount;
    }

    private static bool TryFindRun(ReadOnlySpan<byte> text, ref int at, int end, out int length)
    {
        for (int from = at; DigitRuns.Find(text[..Math.Min(end + MinDigits, text.Length)], from) is >= 0 and int probe;
            from = Math.Max(from + 1, probe + length))
        {
            int first = probe;
            while (first > at && char.IsAsciiDigit((char)text[first - 1]))
            {
                first--;
            }

            int rest = text[probe..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            length = rest < 0 ? text.Length - probe : rest;
            if (probe - first + length >= MinDigits && first < end)
            {
                at = first;
                length += probe - first;
                return true;
            }
        }

        length = 0;
        return false;
    }

    private static bool HasForm(ReadOnlySpan<byte> number, string kind) => kind switch
    {
        IdCard => number.Length == 18 && number[0] is >= (byte)'1' and <= (byte)'8',
        Phone => number.Length == 11 && number[0] == '1',
        _ => number.Length is >= 15 and <= 19 && IsIssuer(number),
    };

    private static bool Passes(ReadOnlySpan<byte> number, string kind) => kind switch
    {
        IdCard => HasBirthday(number) && HasCheckDigit(number),
        Phone => IsMobile(number),
        _ => new Verification.LuhnVerifier().Accepts(number),
    };

    private static bool StandsAlone(ReadOnlySpan<byte> text, ValueSpan span) =>
        (span.Start == 0 || !(Bytes.IsWord(text[span.Start - 1]) || text[span.Start - 1] is (byte)'.' or (byte)'-'))
        && (span.End >= text.Length
            || !(Bytes.IsWord(text[span.End])
                || (text[span.End] == '.' && span.End + 1 < text.Length
                    && char.IsAsciiDigit((char)text[span.End + 1]))));

    private static bool HasBirthday(ReadOnlySpan<byte> number) =>
        DateOnly.TryParseExact(
            Encoding.ASCII.GetString(number.Slice(6, 8)), "yyyyMMdd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out DateOnly born)
        && born.Year is >= 1900 and <= 2100;

    // ISO 7064 MOD 11-2.
    private static bool HasCheckDigit(ReadOnlySpan<byte> number)
    {
        int rest = 0;
        foreach (byte digit in number[..17])
        {
            rest = ((rest + digit - '0') * 2) % 11;
        }

        int check = (12 - rest) % 11;
        return check == 10 ? (number[17] | 0x20) == 'x' : number[17] - '0' == check;
    }

    private static bool IsMobile(ReadOnlySpan<byte> number) => (((number[1] - '0') * 10) + number[2] - '0') switch
    {
        >= 30 and <= 39 or 45 or 47 or 49 or (>= 50 and <= 53) or (>= 55 and <= 59) => true,
        62 or (>= 65 and <= 67) or (>= 70 and <= 78) or (>= 80 and <= 93) or (>= 95 and <= 99) => true,
        _ => false,
    };

    // UnionPay, Visa, MasterCard, American Express, JCB.
    private static bool IsIssuer(ReadOnlySpan<byte> number) => (char)number[0] switch
    {
        '6' => number[1] == '2' && number.Length is >= 16,
        '4' => number.Length == 16,
        '5' => number.Length == 16 && number[1] is >= (byte)'1' and <= (byte)'5',
        '3' => number[1] == '5' ? number.Length == 16 : number.Length == 15 && number[1] is (byte)'4' or (byte)'7',
        _ => false,
    };

    private static bool IsX(ReadOnlySpan<byte> text, int at) => at < text.Length && (text[at] | 0x20) == 'x';

    private static long Number(ReadOnlySpan<byte> digits)
    {
        long number = 0;
        foreach (byte digit in digits[..Math.Min(18, digits.Length)])
        {
            number = (number * 10) + digit - '0';
        }

        return number;
    }
}
