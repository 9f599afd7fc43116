using Skep.Advisories.Feeds.Csaf;

namespace Skep.Advisories.Feeds.RedHat;

/// <summary>Red Hat's CSAF advisories and VEX: errata, what has none yet and why, and what is not affected.</summary>
/// <remarks>Files: <see href="https://security.access.redhat.com/data/csaf/v2/"/>.</remarks>
internal sealed class RedHatCsafFeed : CsafFeed
{
    private const string Upstream = "https://security.access.redhat.com/data/csaf/v2/vex/archive_latest.txt";

    public override string Id => "redhat/csaf";

    public override string Title => "Red Hat CSAF and VEX";

    public override string Licence => "CC-BY-4.0";

    public override bool IsSupplement => true;

    protected override ReadOnlySpan<byte> Mark => "redhat.com"u8;

    protected override IReadOnlyList<string> WholeArchives { get; } = ["csaf_vex_", "csaf_advisories_"];

    // The archive has every CVE and some 200 MB; what a scan waits for is the release's OVAL.
    public override IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope.StartsWith("rhel:", StringComparison.Ordinal)
            ?
            [
                new FeedLocation(new Uri(Upstream), "redhat/csaf_vex_latest.tar.zst")
                {
                    Leads = [Archive],
                },
            ]
            : [];

    // The file is one line: "csaf_vex_2026-11-22.tar.zst".
    private static Uri? Archive(Uri address, string content) =>
        content.Trim() is { Length: > 0 and < 100 } name
        && name.StartsWith("csaf_vex_", StringComparison.Ordinal)
        && name.IndexOfAny(['/', '?', '#', '\n']) < 0
            ? new Uri(address, name)
            : null;

    // Layered products have package names in common with the release, with versions of their own.
    protected override string? ScopeOf(string cpe) =>
        RedHatProducts.ScopeOf(cpe) is { } scope && scope.StartsWith("rhel", StringComparison.Ordinal) ? scope : null;
}
