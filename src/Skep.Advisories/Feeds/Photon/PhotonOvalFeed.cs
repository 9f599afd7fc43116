using Skep.Advisories.Feeds.Oval;

namespace Skep.Advisories.Feeds.Photon;

/// <summary>Photon OS security advisories (PHSA) in OVAL, one file per release.</summary>
/// <remarks>Files: <see href="https://packages.vmware.com/photon/photon_oval_definitions/"/>.</remarks>
internal sealed class PhotonOvalFeed : OvalFeed
{
    private const string Upstream = "https://packages.vmware.com/photon/photon_oval_definitions";
    private const string Release = "Photon OS ";

    public override string Id => "photon/oval";

    public override string Title => "Photon OS advisories";

    public override string Licence => "Photon OS security data, terms not stated";

    protected override ReadOnlySpan<byte> IdMark => "oval:com.vmware.phsa"u8;

    public override IReadOnlyList<FeedLocation> LocationsFor(string scope) =>
        scope is ['p', 'h', 'o', 't', 'o', 'n', ':', .. var release]
            ?
            [
                new FeedLocation(
                    new Uri($"{Upstream}/com.vmware.phsa-photon{release}.xml.gz"),
                    $"photon/com.vmware.phsa-photon{release}.xml.gz"),
            ]
            : [];

    public override string? ScopeOfPlatform(string platform) =>
        !platform.StartsWith(Release, StringComparison.Ordinal) ? null
        : $"photon:{platform[Release.Length..].Split('.')[0]}";

    // "PHSA-2020:00001 sqlite Security Update. (Important)"
    protected override string? NameOf(OvalDefinition definition) => definition.Title.Split(' ')[0];
}
