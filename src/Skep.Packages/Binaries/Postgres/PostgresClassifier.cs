namespace Skep.Packages.Binaries.Postgres;

/// <summary>The PostgreSQL server and its psql.</summary>
internal sealed class PostgresClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("postgresql", "postgresql:postgresql");

    public IReadOnlyList<string> Files { get; } = ["**/postgres", "**/postmaster", "**/psql", "**/pg_dump"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "(PostgreSQL) <n.n[.n]~>",
        "PostgreSQL <n.n[.n]> on ");
}
