using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Difference;

/// <summary>What formats for people say of a difference.</summary>
internal static class DifferenceWords
{
    public static string Sizes(ImageDifference difference)
    {
        long more = difference.BytesAfter - difference.BytesBefore;
        string change = more == 0 ? "unchanged" : $"{(more > 0 ? "+" : "-")}{new ByteSize(Math.Abs(more))}";
        return $"{new ByteSize(difference.BytesBefore)} → {new ByteSize(difference.BytesAfter)} ({change})";
    }

    public static string Packages(ImageDifference difference)
    {
        IEnumerable<string> counts = difference.Packages
            .GroupBy(change => change.Kind)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}");
        return difference.Packages.Count == 0 ? "the same" : string.Join(", ", counts);
    }

    /// <summary>"3: 1 critical, 2 high" or "none".</summary>
    public static string Count(IReadOnlyList<Finding> findings) =>
        findings.Count == 0 ? "none" : $"{findings.Count}: {ReportWords.BySeverity(findings)}";

    public static string Version(PackageChange change) => change switch
    {
        { Before: { } before, After: { } after } => $"{before} → {after}",
        _ => change.Before ?? change.After ?? string.Empty,
    };

    public static string Value(CapabilityChange change) => change switch
    {
        { Before: { } before, After: { } after } => $"{before} → {after}",
        { Location.Length: > 0 } when !(change.After ?? change.Before ?? string.Empty).StartsWith(
            change.Location, StringComparison.Ordinal) => $"{change.After ?? change.Before} [{change.Location}]",
        _ => change.After ?? change.Before ?? string.Empty,
    };

    public static string Sign(CapabilityChange change) =>
        change.Before is null ? "+" : change.After is null ? "-" : "~";
}
