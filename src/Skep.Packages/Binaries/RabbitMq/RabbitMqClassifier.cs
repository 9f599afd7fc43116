namespace Skep.Packages.Binaries.RabbitMq;

/// <summary>The RabbitMQ message broker.</summary>
internal sealed class RabbitMqClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("rabbitmq", "vmware:rabbitmq");

    public IReadOnlyList<string> Files { get; } = ["**/rabbit.app"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "{vsn, \"<n.n.n~>\"",
        "{vsn,\"<n.n.n~>\"");

    public bool IsElf => false;
}
