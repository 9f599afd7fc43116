using Skep.Core;

namespace Skep.Packages.Rpm;

/// <summary>Says when an rpm database has a log that was never written back to it.</summary>
/// <remarks>
/// SQLite puts changes into <c>rpmdb.sqlite-wal</c> first. The log means something only together with its database, and
/// an inspector sees one file; so what the last transaction changed is not read, and that is said.
/// </remarks>
internal sealed class RpmLogInspector : IInspector
{
    public InspectorId Id => new("rpm/log");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns
        .Paths([.. RpmDatabaseInspector.Directories.Select(directory => $"{directory}/rpmdb.sqlite-wal")])
        .UpTo(ByteSize.Mebibytes(1024));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // rpm leaves an empty log behind where the directory could not be cleaned up.
        if (!file.Content.IsEmpty)
        {
            sink.Add(new Problem(file.Path, "log of the rpm database was not written back; its changes were not read"));
        }

        return ValueTask.CompletedTask;
    }
}
