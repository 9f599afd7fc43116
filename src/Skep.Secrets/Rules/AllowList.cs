using System.Text.RegularExpressions;
using Skep.Core;

namespace Skep.Secrets.Rules;

/// <summary>What looks like a secret and is none: a rule's own exceptions, or a file's for all rules.</summary>
internal sealed record AllowList
{
    public static AllowList Empty { get; } = new();

    /// <summary>Whole values.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Parts of values; case does not count.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Tried on the value alone.</summary>
    public IReadOnlyList<Regex> Patterns { get; init; } = [];

    public IReadOnlyList<PathGlob> Paths { get; init; } = [];

    /// <summary>Regular expressions on paths, as Trivy's files have them.</summary>
    public IReadOnlyList<Regex> PathPatterns { get; init; } = [];

    public bool AllowsPath(string path)
    {
        foreach (PathGlob glob in Paths)
        {
            if (glob.Matches(path))
            {
                return true;
            }
        }

        return PathPatterns.Count > 0 && PathPatterns.Any(pattern => pattern.IsMatch(path));
    }

    public bool AllowsValue(string value) =>
        Values.Contains(value, StringComparer.Ordinal)
        || Words.Any(word => value.Contains(word, StringComparison.OrdinalIgnoreCase))
        || Patterns.Any(pattern => pattern.IsMatch(value));

    public AllowList With(AllowList other) => new()
    {
        Values = [.. Values, .. other.Values],
        Words = [.. Words, .. other.Words],
        Patterns = [.. Patterns, .. other.Patterns],
        Paths = [.. Paths, .. other.Paths],
        PathPatterns = [.. PathPatterns, .. other.PathPatterns],
    };
}
