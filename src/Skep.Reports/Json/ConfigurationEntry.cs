using Skep.Core;

namespace Skep.Reports.Json;

/// <summary>What the image says about its containers, and how it was built; secrets are masked.</summary>
internal sealed record ConfigurationEntry
{
    public string? User { get; init; }

    public IReadOnlyList<string>? Environment { get; init; }

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public string? WorkingDirectory { get; init; }

    public IReadOnlyList<string>? ExposedPorts { get; init; }

    public IReadOnlyList<string>? Volumes { get; init; }

    public IReadOnlyList<string>? OnBuild { get; init; }

    public IReadOnlyList<string>? Shell { get; init; }

    public string? StopSignal { get; init; }

    public IReadOnlyList<string>? HealthCheck { get; init; }

    public string? Author { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public IReadOnlyList<InstructionEntry>? History { get; init; }
}

/// <summary>One instruction of the build.</summary>
internal sealed record InstructionEntry
{
    public string? Instruction { get; init; }

    public int? LayerIndex { get; init; }

    public DateTimeOffset? Created { get; init; }

    public IReadOnlyList<string>? Arguments { get; init; }
}

/// <summary>The image that this one was built on.</summary>
internal sealed record BaseEntry(string Name, BaseEvidence Evidence)
{
    public int? LayerCount { get; init; }

    public string? ManifestDigest { get; init; }

    public DateTimeOffset? Created { get; init; }

    public bool IsOutdated { get; init; }
}

/// <summary>Something the image has that is no finding by itself.</summary>
internal sealed record TraitEntry(string Kind, string Name)
{
    public string? Location { get; init; }

    public int? LayerIndex { get; init; }

    public bool IsRemoved { get; init; }

    public string? OwnedBy { get; init; }
}

/// <summary>A file or directory with unusual permissions.</summary>
/// <param name="Mode">The twelve permission bits in octal: <c>4755</c>.</param>
internal sealed record SpecialFileEntry(string Path, string Mode)
{
    public bool IsDirectory { get; init; }

    public long OwnerId { get; init; }

    public long GroupId { get; init; }

    public string? Capabilities { get; init; }

    public int? LayerIndex { get; init; }

    public bool IsRemoved { get; init; }

    public string? OwnedBy { get; init; }
}
