using System.CommandLine;
using System.Text.Json;
using Skep.Core;

namespace Skep.Cli.Options;

/// <summary>Reads words from flags: lists by comma or by repetition, in any case, with <c>-</c> or <c>_</c>.</summary>
internal static class Words
{
    public static IReadOnlyList<string> List(string[]? values) =>
        [.. (values ?? []).SelectMany(
            value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    public static HashSet<T> Set<T>(string flag, string[]? values)
        where T : struct, Enum =>
        [.. List(values).Select(word => One<T>(flag, word))];

    public static T One<T>(string flag, string word)
        where T : struct, Enum
    {
        string name = word.Replace("-", "_", StringComparison.Ordinal);
        foreach (T value in Enum.GetValues<T>())
        {
            if (name.Equals(Name(value), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw new SkepException(
            ErrorKind.Invalid, $"{flag}: '{word}' is not known", "one of " + string.Join(", ", Names<T>()));
    }

    public static IEnumerable<string> Names<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(Name);

    /// <summary>Refuses any other word, and completes these.</summary>
    public static void AcceptOnly(Option<string> option, IReadOnlyList<string> words)
    {
        option.CompletionSources.Add([.. words]);
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } word && !words.Contains(word))
            {
                string meant = Nearest.To(word, words) is { } near ? $"; did you mean {near}?" : string.Empty;
                result.AddError($"{option.Name}: '{word}' is not one of {string.Join(", ", words)}{meant}");
            }
        });
    }

    private static string Name<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
