using Skep.Advisories.Feeds.Csaf;

namespace Skep.Advisories.Feeds.RedHat;

/// <summary>Red Hat's CSAF advisories and VEX: errata, what has none yet and why, and what is not affected.</summary>
/// <remarks>Files: <see href="https://security.access.redhat.com/data/csaf/v2/"/>.</remarks>
internal sealed class RedHatCsafFeed : CsafFeed
{
    public override string Id => "redhat/csaf";

    public override string Title => "Red Hat CSAF and VEX";

    public override string Licence => "CC-BY-4.0";

    protected override ReadOnlySpan<byte> Mark => "redhat.com"u8;

    protected override IReadOnlyList<string> WholeArchives { get; } = ["csaf_vex_", "csaf_advisories_"];

    // Upstream names its archives by day, in archive_latest.txt; there is no fixed address to ask.
    public override IReadOnlyList<FeedLocation> LocationsFor(string scope) => [];

    // Layered products have package names in common with the release, with versions of their own.
    protected override string? ScopeOf(string cpe) =>
        RedHatProducts.ScopeOf(cpe) is { } scope && scope.StartsWith("rhel", StringComparison.Ordinal) ? scope : null;
}
