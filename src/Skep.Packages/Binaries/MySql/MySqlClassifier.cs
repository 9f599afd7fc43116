namespace Skep.Packages.Binaries.MySql;

/// <summary>The MySQL server and client.</summary>
/// <remarks>The version stands in the paths of the source files that assertions name.</remarks>
internal sealed class MySqlClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("mysql", "oracle:mysql") { Bitnami = ["mysql-client"] };

    public IReadOnlyList<string> Files { get; } = ["**/mysqld", "**/mysql", "**/mysqldump", "**/libmysqlclient.so*"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("/mysql-<n.n.n>", "mysql-<n.n.n>/");
}
