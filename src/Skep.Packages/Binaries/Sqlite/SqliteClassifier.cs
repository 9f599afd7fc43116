namespace Skep.Packages.Binaries.Sqlite;

/// <summary>The SQLite library and shell.</summary>
internal sealed class SqliteClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("sqlite", "sqlite:sqlite");

    public IReadOnlyList<string> Files { get; } = ["**/sqlite3", "**/libsqlite3.so*", "**/libsqlite3-*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("\0<3.n.n>\0");
}
