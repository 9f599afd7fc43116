namespace Skep.Packages.Binaries.Nats;

/// <summary>The NATS message server.</summary>
internal sealed class NatsClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("nats", "linuxfoundation:nats-server");

    public IReadOnlyList<string> Files { get; } = ["**/nats-server"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/nats-io/nats-server"];
}
