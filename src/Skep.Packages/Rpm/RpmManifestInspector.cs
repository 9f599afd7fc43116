using System.Globalization;
using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.Rpm;

/// <summary>
/// Lists the packages of a CBL-Mariner or Azure Linux image that was put together without rpm ("distroless").
/// </summary>
/// <remarks>
/// One package a line, tab-separated: name, version-release, times of installing and building, vendor, epoch, size,
/// architecture, epoch as a number, source rpm.
/// </remarks>
internal sealed class RpmManifestInspector : IInspector
{
    private const int Columns = 10;
    private const string None = "(none)";

    public InspectorId Id => new("rpm/manifest");

    public int Version => 1;

    // container-manifest-1 is the same without the columns that matter.
    public FilePatterns Wants { get; } = FilePatterns.Paths("var/lib/rpmmanifest/container-manifest-2");

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        var report = new DatabaseReport(RpmEcosystem.Name, file.Path, sink);
        Span<Range> columns = stackalloc Range[Columns + 1];
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (report.IsFull)
            {
                break;
            }

            string? text = DatabaseReport.Text(line);
            if (text is null && line.Trim(" \t"u8).IsEmpty)
            {
                continue;
            }

            if (text is null || text.AsSpan().Split(columns, '\t') != Columns)
            {
                report.Add("rpm manifest line without its ten columns");
                continue;
            }

            Report(text, columns, report);
        }

        return ValueTask.CompletedTask;
    }

    private static void Report(string line, ReadOnlySpan<Range> columns, DatabaseReport report)
    {
        (string name, string version) = (line[columns[0]], line[columns[1]]);
        if (name.Length == 0 || version.Length == 0)
        {
            report.Add("rpm manifest line without a name or version");
            return;
        }

        // An epoch that is not set is written "(none)" in one column and 0 in the other.
        bool hasEpoch = uint.TryParse(line[columns[8]], CultureInfo.InvariantCulture, out uint number);
        uint? epoch = hasEpoch && line[columns[5]] != None ? number : null;
        (string? source, string? sourceVersion) = RpmSource.Parse(line[columns[9]], epoch);
        report.Add(new Package(RpmEcosystem.Name, name, RpmSource.Evr(epoch, version))
        {
            Architecture = Present(line[columns[7]]),
            Vendor = Present(line[columns[4]]),
            SourceName = source,
            SourceVersion = sourceVersion,
        });
    }

    private static string? Present(string value) => value.Length == 0 || value == None ? null : value;
}
