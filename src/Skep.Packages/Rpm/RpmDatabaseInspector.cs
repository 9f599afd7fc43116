using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.Rpm;

/// <summary>Lists the packages in rpm's database, whichever of its three formats holds it.</summary>
/// <remarks>
/// Berkeley DB until rpm 4.15, ndb on SUSE, SQLite since. The format is told by content: the names have been mixed.
/// Keys that were imported to verify packages are listed as <c>gpg-pubkey</c>, as <c>rpm -qa</c> does.
/// </remarks>
internal sealed class RpmDatabaseInspector : IInspector
{
    internal static readonly string[] Directories = ["var/lib/rpm", "usr/lib/sysimage/rpm", "usr/share/rpm"];
    private static readonly string[] Names = ["Packages", "Packages.db", "rpmdb.sqlite"];

    public InspectorId Id => new("rpm/database");

    public int Version => 2;

    // A full desktop's database is 200 MB.
    public FilePatterns Wants { get; } = FilePatterns
        .Paths([.. Directories.SelectMany(directory => Names.Select(name => $"{directory}/{name}"))])
        .UpTo(ByteSize.Mebibytes(1024));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        // Thinned images keep an empty file, which rpm reads as no packages.
        ReadOnlySpan<byte> content = file.Content.Span;
        if (content.IsEmpty)
        {
            return ValueTask.CompletedTask;
        }

        var report = new DatabaseReport(RpmEcosystem.Name, file.Path, sink);
        if (SqliteFile.IsSqlite(content))
        {
            new SqliteRpmReader(content, report, cancellationToken).Read();
        }
        else if (NdbRpmReader.IsNdb(content))
        {
            new NdbRpmReader(content, report, cancellationToken).Read();
        }
        else if (BerkeleyRpmReader.IsBerkeley(content))
        {
            new BerkeleyRpmReader(content, report, cancellationToken).Read();
        }
        else
        {
            report.Add("not an rpm database: neither Berkeley DB, ndb nor SQLite");
        }

        return ValueTask.CompletedTask;
    }
}
