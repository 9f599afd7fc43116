using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.OpenWrt;

/// <summary>Lists the files that each package of opkg owns.</summary>
internal sealed class OpkgFilesInspector : IInspector
{
    public InspectorId Id => new("openwrt/files");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("usr/lib/opkg/info/*.list", "var/lib/opkg/info/*.list");

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var report = new DatabaseReport(OpkgEcosystem.Name, file.Path, sink);
        ReadOnlySpan<char> name = file.Path.Name;
        report.Own(name[..name.LastIndexOf('.')].ToString(), FileLists.Read(file.Content.Span));
        return ValueTask.CompletedTask;
    }
}
