using Skep.Advisories.Feeds.Csaf;

namespace Skep.Advisories.Feeds.OpenEuler;

/// <summary>openEuler's security advisories in CSAF, one document for each notice.</summary>
/// <remarks>Files: <see href="https://repo.openeuler.org/security/data/csaf/"/>.</remarks>
internal sealed class OpenEulerCsafFeed : CsafFeed
{
    public override string Id => "openeuler/csaf";

    public override string Title => "openEuler advisories";

    public override string Licence => "openEuler security data, terms not stated";

    protected override ReadOnlySpan<byte> Mark => "openEuler"u8;

    protected override IReadOnlyList<string> WholeArchives { get; } = ["csaf_advisories", "openeuler-csaf"];

    // Thousands of small files behind an index; what upstream gives OSV has the same notices in one file.
    public override IReadOnlyList<FeedLocation> LocationsFor(string scope) => [];

    // "cpe:/a:openEuler:openEuler:22.03-LTS-SP1"
    protected override string? ScopeOf(string cpe) =>
        cpe.Split(':') is [_, _, "openEuler", "openEuler", { Length: > 0 } release, ..] ? $"openeuler:{release}" : null;
}
