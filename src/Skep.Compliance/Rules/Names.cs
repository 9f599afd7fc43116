namespace Skep.Compliance.Rules;

/// <summary>Writes lists of names for messages.</summary>
internal static class Names
{
    /// <summary>More names make no sentence any more.</summary>
    private const int Most = 8;

    public static string List(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length <= Most
            ? string.Join(", ", all)
            : $"{string.Join(", ", all.Take(Most))} and {all.Length - Most} more";
    }

    public static string Count(int count, string one, string? many = null) =>
        count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";
}
