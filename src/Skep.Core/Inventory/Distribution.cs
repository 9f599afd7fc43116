namespace Skep.Core;

/// <summary>What the image says its operating system is.</summary>
/// <param name="Id">os-release's ID, lower case: <c>alpine</c>, <c>debian</c>, <c>rhel</c>.</param>
/// <param name="VersionId">os-release's VERSION_ID, possibly refined (<c>3.18.9</c>); empty for a rolling
/// release.</param>
/// <remarks>Format: <see href="https://www.freedesktop.org/software/systemd/man/latest/os-release.html"/>.</remarks>
public sealed record Distribution(string Id, string VersionId)
{
    /// <summary>What people call it: "Debian GNU/Linux 12 (bookworm)".</summary>
    public string PrettyName { get; init; } = string.Empty;

    public string Codename { get; init; } = string.Empty;

    /// <summary>os-release's ID_LIKE, in its order.</summary>
    public IReadOnlyList<string> IdLike { get; init; } = [];

    /// <summary>os-release's CPE_NAME, where there is one.</summary>
    public string? CpeName { get; init; }

    /// <summary>The file that said so.</summary>
    public string Location { get; init; } = string.Empty;

    /// <summary>
    /// How sure the file makes us; where several files speak, the highest wins (os-release 100, older files less).
    /// </summary>
    public int Weight { get; init; }
}
