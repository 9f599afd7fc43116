using Skep.Core;
using Skep.Packages.Debian;
using Skep.Packages.Distributions;

namespace Skep.Packages.OpenWrt;

/// <summary>Lists the packages opkg has on the system.</summary>
/// <remarks>
/// The file is like dpkg's, with flags in the middle of a Status such as <c>install user installed</c>. The
/// <c>info/*.control</c> files repeat it, add nothing that advisories need, and are left alone.
/// </remarks>
internal sealed class OpkgStatusInspector : IInspector
{
    public InspectorId Id => new("openwrt/status");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("usr/lib/opkg/status", "var/lib/opkg/status");

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        var report = new DatabaseReport(OpkgEcosystem.Name, file.Path, sink);
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
            report.Add($"opkg record without {missing}");
            return;
        }

        report.Add(new Package(OpkgEcosystem.Name, name, version)
        {
            Architecture = record.Architecture,
            Licenses = record.License is { } license ? [license] : [],
        });
    }
}
