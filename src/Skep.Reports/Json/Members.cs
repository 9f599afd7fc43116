using System.Text.Json;
using Skep.Core;

namespace Skep.Reports.Json;

/// <summary>What is empty is left out of the document, and what was left out is empty again.</summary>
internal static class Members
{
    public static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    public static IReadOnlyList<T>? List<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;

    public static IReadOnlyList<TOut>? List<TIn, TOut>(IReadOnlyList<TIn> list, Func<TIn, TOut> map) =>
        list.Count == 0 ? null : [.. list.Select(map)];

    public static SortedDictionary<string, T>? Sorted<T>(IReadOnlyDictionary<string, T> map) =>
        map.Count == 0
            ? null
            : new(map.ToDictionary(pair => pair.Key, pair => pair.Value), StringComparer.Ordinal);

    // JSON has no word for NaN; a feed that says so said nothing.
    public static double? Finite(double? number) => number is { } value && double.IsFinite(value) ? value : null;

    // Nullable annotations are enforced for members, not for elements: those are checked here.
    public static IReadOnlyList<T> Whole<T>(IReadOnlyList<T>? list)
        where T : class =>
        list is null ? [] : list.Contains(null) ? throw new JsonException("null in a list") : list;

    public static IReadOnlyDictionary<string, T> Whole<T>(IReadOnlyDictionary<string, T>? map) =>
        map is null ? new Dictionary<string, T>()
        : map.Values.Any(value => value is null) ? throw new JsonException("null in a map")
        : map;

    public static Digest? ToDigest(string? text) => text is null ? null : Digest.Parse(text);
}
