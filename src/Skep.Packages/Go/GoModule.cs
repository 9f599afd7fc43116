namespace Skep.Packages.Go;

/// <summary>One module that a Go program was built from.</summary>
/// <param name="ReplacedPath">The module it stands in for, where go.mod replaced one; null otherwise.</param>
internal sealed record GoModule(string Path, string Version, string? ReplacedPath)
{
    /// <summary>The version that go.mod asks for, which differs where a directory replaces the module.</summary>
    public string AskedVersion { get; init; } = Version;
}
