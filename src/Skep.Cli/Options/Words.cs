using Skep.Core;

namespace Skep.Cli.Options;

/// <summary>Reads words from flags: lists by comma or by repetition, in any case, with <c>-</c> or <c>_</c>.</summary>
internal static class Words
{
    public static IReadOnlyList<string> List(string[]? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    public static HashSet<T> Set<T>(string flag, string[]? values)
        where T : struct, Enum =>
        [.. List(values).Select(word => One<T>(flag, word))];

    public static T One<T>(string flag, string word)
        where T : struct, Enum
    {
        string name = word.Replace("-", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal);
        return Enum.TryParse(name, ignoreCase: true, out T value) && Enum.IsDefined(value) && !char.IsAsciiDigit(word[0])
            ? value
            : throw new SkepException(ErrorKind.Invalid, $"{flag}: '{word}' is not known", "one of " + string.Join(", ", Names<T>()));
    }

    public static IEnumerable<string> Names<T>()
        where T : struct, Enum =>
        Enum.GetNames<T>().Select(name => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString())));
}
