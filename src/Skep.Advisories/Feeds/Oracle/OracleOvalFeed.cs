using Skep.Advisories.Feeds.Oval;

namespace Skep.Advisories.Feeds.Oracle;

/// <summary>Oracle Linux's errata (ELSA) in OVAL, one file for all releases.</summary>
/// <remarks>
/// Builds for Ksplice and FIPS have version numbers of their own and are fixed apart; ordinary packages are never
/// compared with them. Files: <see href="https://linux.oracle.com/security/oval/"/>.
/// </remarks>
internal sealed class OracleOvalFeed : OvalFeed
{
    private const string Release = "Oracle Linux ";

    public override string Id => "oracle/oval";

    public override string Title => "Oracle Linux errata";

    public override string Licence => "Oracle Linux security data, terms not stated";

    protected override ReadOnlySpan<byte> IdMark => "oval:com.oracle.elsa"u8;

    public override IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope.StartsWith("oracle:", StringComparison.Ordinal)
            ?
            [
                new FeedLocation(
                    new Uri("https://linux.oracle.com/security/oval/com.oracle.elsa-all.xml.bz2"),
                    "oracle/com.oracle.elsa-all.xml.bz2"),
            ]
            : [];

    public override string? ScopeOfPlatform(string platform) =>
        !platform.StartsWith(Release, StringComparison.Ordinal) ? null
        : platform[Release.Length..] is { Length: > 0 } release && release.All(char.IsAsciiDigit) ? $"oracle:{release}"
        : string.Empty;

    public override bool Takes(string version) =>
        !version.Contains("ksplice", StringComparison.OrdinalIgnoreCase)
        && !version.Contains("_fips", StringComparison.OrdinalIgnoreCase);

    protected override string? NameOf(OvalDefinition definition) => definition.Reference("elsa");
}
