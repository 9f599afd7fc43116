namespace Skep.Packages.Binaries.MongoDB;

/// <summary>The MongoDB server, router and shell.</summary>
/// <remarks>The release series are spelt out: the program holds versions of the libraries in it too.</remarks>
internal sealed class MongoDBClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("mongodb", "mongodb:mongodb");

    public IReadOnlyList<string> Files { get; } = ["**/mongod", "**/mongos", "**/mongo"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "\0<8.n.n>\0",
        "\0<7.0.n>\0",
        "\0<6.0.n>\0",
        "\0<5.0.n>\0",
        "\0<4.4.n>\0",
        "\0<4.2.n>\0");
}
