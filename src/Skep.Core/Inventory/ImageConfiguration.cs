namespace Skep.Core;

/// <summary>What an image says about the container to be made of it, and how it was built.</summary>
/// <remarks>
/// Format: <see href="https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md"/> and Docker's additions.
/// Until secrets are masked (<c>Engine</c> does so before a report is made) it holds them as the image does.
/// </remarks>
public sealed record ImageConfiguration
{
    /// <summary><c>name</c>, <c>uid</c>, <c>name:group</c>; empty means root.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary><c>NAME=value</c>, in order.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    public IReadOnlyList<string> Command { get; init; } = [];

    public string WorkingDirectory { get; init; } = string.Empty;

    /// <summary><c>8080/tcp</c>.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    public IReadOnlyList<string> Volumes { get; init; } = [];

    public IReadOnlyList<string> OnBuild { get; init; } = [];

    public IReadOnlyList<string> Shell { get; init; } = [];

    public string StopSignal { get; init; } = string.Empty;

    /// <summary>The health check's words: <c>CMD-SHELL</c>, …; <c>NONE</c> switches it off; empty means none.</summary>
    public IReadOnlyList<string> HealthCheck { get; init; } = [];

    public string Author { get; init; } = string.Empty;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Annotations of the manifest, such as <c>org.opencontainers.image.base.name</c>.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>The build's instructions, first to last: the image's Dockerfile, as far as it tells.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];
}

/// <summary>One instruction of a build.</summary>
/// <param name="Instruction">As its author wrote it: <c>RUN apt-get update</c>; empty when the history does not
/// say.</param>
/// <param name="LayerIndex">The layer it made; null when it made none, or when history and layers do not match.</param>
public sealed record HistoryEntry(string Instruction, int? LayerIndex)
{
    public DateTimeOffset? Created { get; init; }

    /// <summary>Build arguments that the history shows as <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
