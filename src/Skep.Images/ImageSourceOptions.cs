using Skep.Core;

namespace Skep.Images;

/// <summary>How to reach images.</summary>
public sealed record ImageSourceOptions
{
    /// <summary>
    /// <c>os/arch[/variant]</c>; null takes linux on this machine's architecture, or the only one there is.
    /// </summary>
    public string? Platform { get; init; }

    /// <summary>
    /// Do not hash the layers of archives that give them no digest of their own. Default off. Faster; the layers are
    /// then nobody's word and are not cached.
    /// </summary>
    public bool NoVerify { get; init; }

    /// <summary>Allow plain HTTP and unverified certificates for registries beyond loopback.</summary>
    public bool Insecure { get; init; }

    /// <summary>A PEM file with further certificate authorities.</summary>
    public string? CaCertificates { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>A bearer token to send as it is.</summary>
    public string? RegistryToken { get; init; }

    /// <summary>Mirrors by registry host, tried in order before the host itself.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Mirrors { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>How long to wait for a server's next bytes. Default 30 s.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a failed request is tried again. Default 4.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>The wait before the first repetition; each further one doubles it. Default 0.5 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The clock for waits between attempts and for the expiry of tokens.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The directory of Docker's <c>config.json</c>; null is DOCKER_CONFIG or <c>~/.docker</c>.</summary>
    public string? DockerConfigDirectory { get; init; }

    /// <summary>Where the Docker Engine listens; null is DOCKER_HOST or its usual sockets.</summary>
    public string? DockerHost { get; init; }

    /// <summary>Docker's data directory; null asks the daemon, or takes <c>/var/lib/docker</c>.</summary>
    public string? DockerRoot { get; init; }

    /// <summary>containerd's root directory; null is CONTAINERD_ROOT or <c>/var/lib/containerd</c>.</summary>
    public string? ContainerdRoot { get; init; }

    /// <summary>The containerd namespace; null is CONTAINERD_NAMESPACE or all of them.</summary>
    public string? ContainerdNamespace { get; init; }

    /// <summary>Podman's storage directory; null is the user's own and then the system's.</summary>
    public string? PodmanRoot { get; init; }

    /// <summary>What a compressed archive or a pipe may unpack to in a temporary file. Default 32 GiB.</summary>
    public ByteSize MaxTemporarySize { get; init; } = ByteSize.Mebibytes(32 * 1024);

    /// <summary>Where temporary files are made; null is the system's place (TMPDIR).</summary>
    public string? TemporaryDirectory { get; init; }
}
