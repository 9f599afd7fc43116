namespace Skep.Core;

/// <summary>Writes scan reports in one format.</summary>
/// <remarks>A pure function of its input: the same reports give the same bytes.</remarks>
public interface IReportWriter
{
    /// <summary>What <c>--format</c> takes: <c>table</c>, <c>json</c>, <c>sarif</c>.</summary>
    string Id { get; }

    /// <summary>One line for the help text.</summary>
    string Description { get; }

    void Write(IReadOnlyList<ScanReport> reports, Stream output, ReportOptions options);
}

/// <summary>
/// How a report is to look. Machine formats heed only <see cref="ShowRemoved"/>; json holds everything anyway.
/// </summary>
public sealed record ReportOptions
{
    /// <summary>Columns of the terminal; tables are laid out to fit. Default 80, at least 40.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Whether to write colour escapes.</summary>
    public bool Colour { get; init; }

    /// <summary>Also list packages without findings.</summary>
    public bool ListAllPackages { get; init; }

    /// <summary>Also list removed packages and what was found in them.</summary>
    public bool ShowRemoved { get; init; }

    /// <summary>Also list what was suppressed.</summary>
    public bool ShowSuppressed { get; init; }
}
