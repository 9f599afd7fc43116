namespace Skep.Compliance.Dockerfiles;

/// <summary>A Dockerfile as it is written, before stages and variables are worked out.</summary>
/// <param name="Directives"><c>syntax</c>, <c>escape</c>, <c>check</c>.</param>
internal sealed record DockerfileSource(
    IReadOnlyList<Instruction> Instructions, IReadOnlyDictionary<string, string> Directives)
{
    public IReadOnlyList<Comment> Comments { get; init; } = [];

    public IReadOnlyList<DockerfileProblem> Problems { get; init; } = [];
}

/// <summary>A comment line, with its <c>#</c>.</summary>
internal sealed record Comment(string Text, int Line);

/// <summary>What BuildKit would refuse, or what is not read.</summary>
internal sealed record DockerfileProblem(int Line, string Message)
{
    /// <summary>A limit was met: part of the file was not read.</summary>
    public bool IsUnread { get; init; }
}
