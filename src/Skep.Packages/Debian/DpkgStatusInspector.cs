using Skep.Core;

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
    private readonly ControlDatabase _database = new("dpkg", DebEcosystem.Name);

    public InspectorId Id => new("debian/status");

    public int Version => 2;

    public FilePatterns Wants { get; } =
        FilePatterns.Paths("var/lib/dpkg/status", "var/lib/dpkg/status.d/*").UpTo(ByteSize.Mebibytes(256));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (!file.Path.Name.EndsWith(".md5sums"))
        {
            _database.Report(file, sink, Describe, cancellationToken);
        }

        return ValueTask.CompletedTask;
    }

    private static Package Describe(ControlRecord record, string name, string version)
    {
        (string source, string sourceVersion) = DebSource.Parse(record.Source, name, version);
        return new Package(DebEcosystem.Name, name, version)
        {
            Architecture = record.Architecture,
            SourceName = source,
            SourceVersion = sourceVersion,
            Note = record.IsWhole ? null : $"dpkg was interrupted: {record.State}",
        };
    }
}
