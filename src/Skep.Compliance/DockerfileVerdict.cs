using Skep.Core;

namespace Skep.Compliance;

/// <summary>What came of a Dockerfile.</summary>
/// <param name="Ignored">What comments in the file set aside.</param>
public sealed record DockerfileVerdict(
    IReadOnlyList<DockerfileFinding> Findings, IReadOnlyList<IgnoredFinding> Ignored)
{
    /// <summary>What of the file was not read.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];
}

/// <summary>A finding in a Dockerfile.</summary>
/// <param name="Instruction">The instruction it is about, secrets masked; empty when it is about none.</param>
public sealed record DockerfileFinding(Sighting Sighting, string Instruction);

/// <summary>A finding that its author set aside.</summary>
/// <param name="Line">Where the comment stands.</param>
public sealed record IgnoredFinding(DockerfileFinding Finding, string Reason, int Line);
