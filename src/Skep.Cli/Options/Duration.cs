using System.Globalization;
using Skep.Core;

namespace Skep.Cli.Options;

/// <summary>A length of time as people type it: <c>90</c>, <c>90s</c>, <c>5m0s</c>, <c>1h30m</c>.</summary>
internal static class Duration
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static TimeSpan Parse(string flag, string text)
    {
        double seconds = 0;
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExceptInRange('0', '9');
            ReadOnlySpan<char> number = digits < 0 ? rest : rest[..digits];
            double factor = digits < 0 ? 1 : rest[digits] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => double.NaN };
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                || double.IsNaN(factor))
            {
                throw Wrong(flag, text);
            }

            seconds += value * factor;
            rest = digits < 0 ? default : rest[(digits + 1)..];
        }

        return text.Length > 0 && seconds <= Longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw Wrong(flag, text);
    }

    private static SkepException Wrong(string flag, string text) =>
        new(
            ErrorKind.Invalid,
            $"{flag}: '{text}' is not a time",
            "write 90s, 5m or 1h30m; at most 168h; 0 is no limit");
}
