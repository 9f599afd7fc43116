using Skep.Core;

namespace Skep.Advisories.Model;

/// <summary>What a publisher says about a package beyond its versions.</summary>
public enum AffectedStatus
{
    /// <summary>The ranges and versions decide.</summary>
    Affected,

    /// <summary>No version is affected, whatever another feed of the same vendor says.</summary>
    NotAffected,

    UnderInvestigation,

    WillNotFix,

    FixDeferred,

    EndOfLife,
}

/// <summary>Which versions of one package, in one release or ecosystem, an advisory is about.</summary>
/// <param name="Scope">Where the name is looked up: <c>debian:12</c>, <c>rhel:8</c>, <c>npm</c>; see
/// <see cref="Scopes"/>.</param>
/// <param name="Name">As the feed writes it. A distribution's source package unless <see cref="IsBinary"/>.</param>
public sealed record AffectedPackage(string Scope, string Name)
{
    /// <summary>A version in any of them is affected.</summary>
    public IReadOnlyList<VersionRange> Ranges { get; init; } = [];

    /// <summary>Affected versions listed one by one, besides <see cref="Ranges"/>.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    public AffectedStatus Status { get; init; }

    /// <summary>The severity in this package, where it differs from the advisory's.</summary>
    public Severity Severity { get; init; }

    /// <summary><see cref="Name"/> is a binary package, and its own version is compared.</summary>
    public bool IsBinary { get; init; }

    /// <summary>The rpm module stream it is about, as <c>nodejs:18</c>; empty for packages outside modules.</summary>
    public string Module { get; init; } = string.Empty;

    /// <summary>The architectures it is about; empty means all.</summary>
    public IReadOnlyList<string> Architectures { get; init; } = [];
}

/// <summary>
/// An interval of affected versions: from <see cref="Introduced"/>, up to but not including <see cref="Fixed"/>.
/// </summary>
/// <param name="Introduced">The first affected version; null means from the beginning.</param>
/// <param name="Fixed">The first version that is not affected; <c>0</c> means that none ever was; null means no
/// fix.</param>
/// <param name="LastAffected">The last affected version, where no fixed one is named.</param>
/// <param name="IsAfter"><paramref name="Introduced"/> is the last version before it that is not affected.</param>
public readonly record struct VersionRange(
    string? Introduced,
    string? Fixed,
    string? LastAffected = null,
    bool IsAfter = false)
{
    /// <summary>Every version below <paramref name="version"/>.</summary>
    public static VersionRange Below(string version) => new(null, version);

    /// <summary>Every version, for good.</summary>
    public static VersionRange All => default;

    public override string ToString() =>
        (Introduced, Fixed, LastAffected) switch
        {
            (null, null, null) => "every version",
            (null, { } end, _) => $"< {end}",
            (null, null, { } last) => $"<= {last}",
            ({ } start, null, null) => $"{(IsAfter ? ">" : ">=")} {start}",
            ({ } start, { } end, _) => $"{(IsAfter ? ">" : ">=")} {start}, < {end}",
            ({ } start, null, { } last) => $"{(IsAfter ? ">" : ">=")} {start}, <= {last}",
        };
}
