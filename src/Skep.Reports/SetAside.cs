using Skep.Core;

namespace Skep.Reports;

/// <summary>A finding of one kind that somebody set aside, and why.</summary>
internal readonly record struct SetAside<T>(T Finding, SuppressedFinding Entry)
    where T : Finding;

/// <summary>What was set aside, kind by kind.</summary>
internal static class SetAside
{
    public static IReadOnlyList<SetAside<T>> In<T>(ScanReport report)
        where T : Finding =>
    [
        .. report.Suppressed
            .Where(entry => entry.Finding is T)
            .Select(entry => new SetAside<T>((T)entry.Finding, entry)),
    ];
}
