namespace Skep.Packages.Binaries.MariaDB;

/// <summary>The MariaDB server and client.</summary>
internal sealed class MariaDBClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("mariadb", "mariadb:mariadb");

    public IReadOnlyList<string> Files { get; } = ["**/mariadbd", "**/mariadb", "**/mysqld", "**/mysql"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "\0<n.n.n>-MariaDB",
        "MariaDB <n.n.n>\0");
}
