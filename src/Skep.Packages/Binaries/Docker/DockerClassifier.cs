namespace Skep.Packages.Binaries.Docker;

/// <summary>The Docker engine and command.</summary>
internal sealed class DockerClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("docker", "docker:docker") { Bitnami = ["docker-cli"] };

    public IReadOnlyList<string> Files { get; } = ["**/dockerd", "**/docker"];

    public IReadOnlyList<string> GoModules { get; } =
        ["github.com/docker/cli", "github.com/docker/docker", "github.com/moby/moby"];
}
