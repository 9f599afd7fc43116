namespace Skep.Advisories.Feeds.Alpine;

/// <summary>Takes the vulnerability ids out of a cell that people typed.</summary>
internal static class SecdbIds
{
    // Cells hold at most a dozen ids; a longer text is damage.
    private const int MaxLength = 1024;

    /// <summary>The ids in <paramref name="cell"/>: a CVE where there is one, else what stands there.</summary>
    /// <remarks>An <c>XSA-307</c> beside a CVE is another name of the same flaw, so only the CVE is kept.</remarks>
    public static IReadOnlyList<string> Split(string? cell)
    {
        if (cell is null || cell.Length > MaxLength)
        {
            return [];
        }

        int comment = cell.IndexOf('#');
        string[] tokens = (comment < 0 ? cell : cell[..comment]).Split(
            [' ', ',', ';', '\t', '(', ')'],
            StringSplitOptions.RemoveEmptyEntries);
        string[] ids = [.. tokens.Select(Repair).Where(IsId).Distinct(StringComparer.Ordinal)];
        string[] cves = [.. ids.Where(id => id.StartsWith("CVE-", StringComparison.Ordinal))];
        return cves.Length > 0 ? cves : ids;
    }

    // "CVE_2019-2426", "cve-2020-1": typed by hand.
    private static string Repair(string token) =>
        token.StartsWith("CVE", StringComparison.OrdinalIgnoreCase)
            ? token.ToUpperInvariant().Replace('_', '-')
            : token;

    private static bool IsId(string token) =>
        char.IsAsciiLetterUpper(token[0]) && token.Contains('-') && token.Any(char.IsAsciiDigit);
}
