using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.Debian;

/// <summary>Lists the packages dpkg has on the system.</summary>
/// <remarks>
/// <c>status</c> is dpkg's own database; <c>status.d</c> holds one file per package in images that were put together
/// without dpkg ("distroless"), where there is no Status field. The third word of Status decides, whatever is wanted: a
/// package on hold, or marked for removal, is there until it is removed.
/// Format: <see href="https://manpages.debian.org/dpkg#Package_states"/>.
/// </remarks>
internal sealed class DpkgStatusInspector : IInspector
{
    public InspectorId Id => new("debian/status");

    public int Version => 1;

    public FilePatterns Wants { get; } =
        FilePatterns.Paths("var/lib/dpkg/status", "var/lib/dpkg/status.d/*").UpTo(ByteSize.Mebibytes(256));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (file.Path.Name.EndsWith(".md5sums"))
        {
            return ValueTask.CompletedTask;
        }

        var report = new DatabaseReport(DebEcosystem.Name, file.Path, sink);
        foreach (ControlRecord record in new ControlRecords(file.Content.Span))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Report(record, report);
            if (report.IsFull)
            {
                break;
            }
        }

        return ValueTask.CompletedTask;
    }

    private static void Report(ControlRecord record, DatabaseReport report)
    {
        if (!record.IsOnSystem)
        {
            return;
        }

        if (record is not { Package: { } name, Version: { } version })
        {
            string missing = record.Package is null ? "a package name" : $"a version: '{record.Package}'";
            report.Add($"dpkg record without {missing}");
            return;
        }

        (string source, string sourceVersion) = DebSource.Parse(record.Source, name, version);
        report.Add(new Package(DebEcosystem.Name, name, version)
        {
            Architecture = record.Architecture,
            SourceName = source,
            SourceVersion = sourceVersion,
            Note = record.State is "half-installed" ? "dpkg was interrupted: half-installed" : null,
        });
    }
}
