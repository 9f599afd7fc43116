using System.Globalization;

namespace Skep.Secrets.Tests.Rules;

/// <summary>
/// Fills in what samples in rule files only name: long files, and numbers of persons who do not exist.
/// </summary>
internal static class SampleText
{
    private const int Numbers = 60;

    public static string Expand(string sample) => sample
        .Replace("%PAD%", new string('a', 400), StringComparison.Ordinal)
        .Replace("%SQLITE%", "SQLite format 3\0" + new string('a', 16_384), StringComparison.Ordinal)
        .Replace("%CORE%", "\u007FELF\u0002\u0001\u0001" + new string('\0', 9) + "\u0004\0" + new string('\0',
            8192), StringComparison.Ordinal)
        .Replace("%ID-CARDS%", Lines(i =>
            IdCard($"11010519{70 + (i % 30)}0{1 + (i % 9)}{10 + (i % 18)}{100 + i}")), StringComparison.Ordinal)
        .Replace("%PHONES%", Lines(i => $"13{i % 10}{12_345_678 + (i * 104_729)}"), StringComparison.Ordinal)
        .Replace("%CARDS%", Lines(i => Card(NumberOf(i))), StringComparison.Ordinal)
        .Replace("%ORDER-NUMBERS%", Lines(i =>
            $"{622_202_100_000_000_000 + (i * 7_919_337L)}"), StringComparison.Ordinal);

    private static string Lines(Func<int, string> line) =>
        string.Join('\n', Enumerable.Range(0, Numbers).Select(i => $"row {i},{line(i)},x"));

    private static string NumberOf(int i) =>
        "622202" + (100_000_000_000 + (i * 7_919_331L)).ToString(CultureInfo.InvariantCulture);

    private static string IdCard(string body) => body + "10X98765432"[CheckIndex(body)];

    // The weights of GB 11643, written out: another way than the code under test takes.
    private static int CheckIndex(string body)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return body.Select((digit, i) => (digit - '0') * weights[i]).Sum() % 11;
    }

    private static string Card(string body)
    {
        for (char check = '0'; check <= '9'; check++)
        {
            int sum = (body + check).Reverse().Select((digit, i) => (digit - '0') * (1 + (i % 2)))
                .Sum(product => product > 9 ? product - 9 : product);
            if (sum % 10 == 0)
            {
                return body + check;
            }
        }

        throw new InvalidOperationException("Luhn always has a digit");
    }
}
