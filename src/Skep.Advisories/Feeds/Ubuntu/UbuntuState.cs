using Skep.Advisories.Model;

namespace Skep.Advisories.Feeds.Ubuntu;

/// <summary>How one source package stands in one release, as Ubuntu's tracker says.</summary>
/// <param name="Release">The release's scope: <c>ubuntu:18.04</c>.</param>
/// <param name="Stream">Empty for the release itself, else a suffix of the scope: <c>-esm-infra</c>.</param>
/// <param name="Word">The state: <c>released</c>, <c>needed</c>, <c>DNE</c>.</param>
/// <param name="Detail">What stands in parentheses: a version, or a reason.</param>
internal sealed record UbuntuState(
    string Release,
    string Stream,
    string Codename,
    string Package,
    string Word,
    string Detail)
{
    /// <summary>Whether some version of the package in this release is affected.</summary>
    public bool IsAffected =>
        Word switch
        {
            "released" => FixedVersion is not null,
            "needed" or "active" or "pending" or "deferred" or "needs-triage" or "in-progress" => true,
            "ignored" => !Detail.Contains("was not-affected", StringComparison.Ordinal)
                && !Detail.Contains("was DNE", StringComparison.Ordinal),
            _ => false,
        };

    /// <summary>The version with the fix; null unless it is released.</summary>
    public string? FixedVersion =>
        Word == "released" && Detail.Length > 0 && char.IsAsciiDigit(Detail[0]) ? Detail.Split([' ', ','])[0] : null;

    public AffectedStatus Status =>
        Word switch
        {
            "needs-triage" => AffectedStatus.UnderInvestigation,
            "deferred" => AffectedStatus.FixDeferred,
            "ignored" when IsOver => AffectedStatus.EndOfLife,
            "ignored" => AffectedStatus.WillNotFix,
            _ => AffectedStatus.Affected,
        };

    private bool IsOver =>
        Detail.Contains("end of", StringComparison.OrdinalIgnoreCase)
        || Detail.Contains("end-of-life", StringComparison.OrdinalIgnoreCase)
        || Detail.Contains("out of standard support", StringComparison.Ordinal)
        || Detail.StartsWith("superseded", StringComparison.Ordinal)
        || Detail.StartsWith("replaced", StringComparison.Ordinal);

    /// <summary>
    /// Reads <c>esm-infra/bionic_openssl</c> and <c>released (1.1.1-1ubuntu2)</c>; null when it is no release's
    /// state.
    /// </summary>
    public static UbuntuState? Parse(string field, string value)
    {
        int bar = field.IndexOf('_');
        if (bar <= 0 || Place(field[..bar]) is not var (scope, stream, codename))
        {
            return null;
        }

        int space = value.IndexOf(' ');
        string detail = space < 0 ? string.Empty : value[(space + 1)..].Trim().TrimStart('(').TrimEnd(')');
        return new UbuntuState(
            scope,
            stream,
            codename,
            field[(bar + 1)..],
            space < 0 ? value : value[..space],
            detail);
    }

    // "bionic", "esm-infra/bionic", "trusty/esm"; "upstream", "devel" and snaps are not releases.
    private static (string Scope, string Stream, string Codename)? Place(string release)
    {
        string[] words = release.Split('/');
        return words switch
        {
            [var name] when Scopes.Ubuntu(name) is { } scope => (scope, string.Empty, name),
            [var name, "esm"] when Scopes.Ubuntu(name) is { } scope => (scope, "-esm", name),
            [("esm-infra" or "esm-apps" or "esm-infra-legacy") and var stream, var name]
                when Scopes.Ubuntu(name) is { } scope => (scope, $"-{stream}", name),
            _ => null,
        };
    }
}
