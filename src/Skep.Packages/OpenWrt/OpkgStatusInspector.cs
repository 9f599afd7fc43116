using Skep.Core;
using Skep.Packages.Debian;

namespace Skep.Packages.OpenWrt;

/// <summary>Lists the packages opkg has on the system.</summary>
/// <remarks>
/// The file is like dpkg's, with flags in the middle of a Status such as <c>install user installed</c>. The
/// <c>info/*.control</c> files repeat it, add nothing that advisories need, and are left alone.
/// </remarks>
internal sealed class OpkgStatusInspector : IInspector
{
    private readonly ControlDatabase _database = new("opkg", OpkgEcosystem.Name);

    public InspectorId Id => new("openwrt/status");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("usr/lib/opkg/status", "var/lib/opkg/status");

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        _database.Report(file, sink, Describe, cancellationToken);
        return ValueTask.CompletedTask;
    }

    private static Package Describe(ControlRecord record, string name, string version) =>
        new(OpkgEcosystem.Name, name, version)
        {
            Architecture = record.Architecture,
            Licenses = record.License is { } license ? [license] : [],
        };
}
