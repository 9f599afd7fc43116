namespace Skep.Core;

/// <summary>What kind of failure ended an operation. Hosts map a kind to an exit code or an HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>The request itself is wrong and will always fail.</summary>
    Invalid,

    /// <summary>The named thing does not exist.</summary>
    NotFound,

    /// <summary>The caller may not do this.</summary>
    Denied,

    /// <summary>A service we depend on did not answer; the same request may work later.</summary>
    Unavailable,

    /// <summary>The state of the world contradicts the request.</summary>
    Conflict,

    /// <summary>The operation ran but could not judge everything it was asked to.</summary>
    Incomplete,
}

/// <summary>An operation failed: a registry did not answer, a digest did not match, a file is not there.</summary>
/// <remarks>
/// Bad content inside an image is not this: it is a <see cref="Problem"/> in the result. <see cref="Hint"/> is a
/// sentence for the person at the terminal that says what to do next.
/// </remarks>
public sealed class SkepException(ErrorKind kind, string message, string? hint = null, Exception? inner = null)
    : Exception(message, inner)
{
    public ErrorKind Kind { get; } = kind;

    public string? Hint { get; } = hint;
}
