using Skep.Advisories.Feeds.Oval;
using Skep.Advisories.Model;

namespace Skep.Advisories.Feeds.RedHat;

/// <summary>Red Hat's OVAL v2: errata by release, and what has none yet (<c>-including-unpatched</c>).</summary>
/// <remarks>
/// The CPEs of a definition say for which product it was built. Extended streams (<c>rhel_eus:8.4</c>) have scopes of
/// their own, for their versions are not those of the release. Files:
/// <see href="https://www.redhat.com/security/data/oval/v2/"/>.
/// </remarks>
internal sealed class RedHatOvalFeed : OvalFeed
{
    private const string Upstream = "https://security.access.redhat.com/data/oval/v2";
    private const string ReleasePrefix = "Red Hat Enterprise Linux ";

    public override string Id => "redhat/oval";

    public override string Title => "Red Hat OVAL";

    public override string Licence => "CC-BY-4.0";

    protected override ReadOnlySpan<byte> IdMark => "oval:com.redhat."u8;

    public override IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope is ['r', 'h', 'e', 'l', ':', .. var release] && release is "6" or "7" or "8" or "9"
            ?
            [
                new FeedLocation(
                    new Uri($"{Upstream}/RHEL{release}/rhel-{release}-including-unpatched.oval.xml.bz2"),
                    $"redhat/oval/rhel-{release}-including-unpatched.oval.xml.bz2"),
            ]
            : [];

    public override string? ScopeOfPlatform(string platform)
    {
        if (!platform.StartsWith("Red Hat ", StringComparison.Ordinal))
        {
            return null;
        }

        string release = platform.StartsWith(ReleasePrefix, StringComparison.Ordinal)
            ? platform[ReleasePrefix.Length..].Split([' ', '.'])[0]
            : string.Empty;
        return release.Length > 0 && release.All(char.IsAsciiDigit) ? $"rhel:{release}" : string.Empty;
    }

    // Errata without a vulnerability (RHBA, RHEA) mend something else.
    protected override string? NameOf(OvalDefinition definition)
    {
        string? cve = definition.Reference("CVE");
        string? erratum = definition.Reference("RHSA");
        return erratum is null ? cve
            : cve is null && !erratum.StartsWith("RHSA-", StringComparison.Ordinal) ? null
            : erratum;
    }

    protected override string ScopeOf(string scope, OvalDefinition definition)
    {
        string[] scopes = [.. definition.Cpes.Select(RedHatProducts.ScopeOf).OfType<string>()];
        return scopes.Length == 0 || scopes.Any(own => own.StartsWith("rhel:", StringComparison.Ordinal))
            ? scope
            : scopes[0];
    }

    protected override AffectedStatus StatusOf(OvalDefinition definition, string package)
    {
        if (definition.Id.Contains(".unaffected:", StringComparison.Ordinal))
        {
            return AffectedStatus.NotAffected;
        }

        // Components are sources, or sources in modules ("nodejs:18/nodejs"), of which packages are parts.
        string? state = definition.Resolutions
            .Select(plan => (plan.State, Name: plan.Component[(plan.Component.IndexOf('/') + 1)..]))
            .OrderByDescending(plan => package.StartsWith(plan.Name, StringComparison.Ordinal) ? plan.Name.Length : 0)
            .FirstOrDefault().State;
        return state switch
        {
            "Will not fix" => AffectedStatus.WillNotFix,
            "Fix deferred" => AffectedStatus.FixDeferred,
            "Out of support scope" => AffectedStatus.EndOfLife,
            "Under investigation" => AffectedStatus.UnderInvestigation,
            _ => AffectedStatus.Affected,
        };
    }
}
