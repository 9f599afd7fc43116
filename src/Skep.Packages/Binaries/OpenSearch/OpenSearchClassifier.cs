namespace Skep.Packages.Binaries.OpenSearch;

/// <summary>The OpenSearch server, by its main jar.</summary>
internal sealed class OpenSearchClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("opensearch", "amazon:opensearch");

    public IReadOnlyList<string> Files { get; } = ["**/lib/opensearch-*.jar"];

    public IReadOnlyList<VersionPattern> PathMarks { get; } = VersionPattern.All("/lib/opensearch-<n.n.n~>.jar");

    public bool IsElf => false;
}
