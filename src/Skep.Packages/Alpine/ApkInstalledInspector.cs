using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.Alpine;

/// <summary>Lists the packages apk has recorded as installed, and the files they own.</summary>
/// <remarks>
/// The database holds one record per package, separated by blank lines; each line is a one-letter key, a colon
/// and a value. Unknown keys are skipped, so a newer apk cannot break an older Skep.
/// Format: <see href="https://wiki.alpinelinux.org/wiki/Apk_spec#Installed_Database_V2"/>.
/// </remarks>
internal sealed class ApkInstalledInspector : IInspector
{
    public InspectorId Id => new("alpine/installed");

    public int Version => 2;

    // apk 3 moved the database below /usr; images built by older releases keep the first path. OpenWrt 25 uses both.
    public FilePatterns Wants { get; } =
        FilePatterns.Paths("lib/apk/db/installed", "usr/lib/apk/db/installed").UpTo(ByteSize.Mebibytes(256));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        var report = new DatabaseReport(ApkEcosystem.Name, file.Path, sink);
        var record = new ApkRecord();
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            if (!line.IsEmpty)
            {
                record.Read(line);
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            Report(record, report);
            record = new ApkRecord();
            if (report.IsFull)
            {
                break;
            }
        }

        // The last record need not be followed by a blank line.
        Report(record, report);
        return ValueTask.CompletedTask;
    }

    private static void Report(ApkRecord record, DatabaseReport report)
    {
        switch (record)
        {
            case { IsEmpty: true }:
                break;

            case { Name: { } name, Version: { } version }:
                report.Add(new Package(ApkEcosystem.Name, name, version)
                {
                    Architecture = record.Architecture,
                    // Advisories name the source package. A package that names no origin was built from its own source.
                    SourceName = record.Origin ?? name,
                    SourceVersion = version,
                    Licenses = record.License is null ? [] : [record.License],
                });
                report.Own(name, record.Files);
                report.Claim(name, record.Digests);
                break;

            default:
                // Half a record means a damaged database, and therefore packages that nobody checked.
                report.Add($"apk record without {(record.Name is null ? "a name" : $"a version: '{record.Name}'")}");
                break;
        }
    }
}
