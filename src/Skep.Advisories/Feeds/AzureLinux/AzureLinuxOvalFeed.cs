using Skep.Advisories.Feeds.Oval;

namespace Skep.Advisories.Feeds.AzureLinux;

/// <summary>Azure Linux and CBL-Mariner in OVAL: a definition for each CVE in each source package.</summary>
/// <remarks>
/// Only "less than" names a fixed version; "less than or equal" names the newest one, which is affected as well. No
/// test asks for the release: the dist tag of the version shows it. Files:
/// <see href="https://github.com/microsoft/AzureLinuxVulnerabilityData"/>.
/// </remarks>
internal sealed class AzureLinuxOvalFeed : OvalFeed
{
    private const string Azure = "azurelinux";
    private const string Mariner = "mariner";
    private const string Upstream = "https://raw.githubusercontent.com/microsoft/AzureLinuxVulnerabilityData/main/";

    public override string Id => "azurelinux/oval";

    public override string Title => "Azure Linux and CBL-Mariner vulnerabilities";

    public override string Licence => "MIT";

    protected override ReadOnlySpan<byte> IdMark => "oval:com.microsoft."u8;

    protected override bool NamesBinaries => false;

    public override IReadOnlyList<FeedLocation> LocationsFor(string scope)
    {
        string? name = scope.Split(':') switch
        {
            [Azure, var release] => $"azurelinux-{release}-oval.xml",
            [Mariner, var release] => $"cbl-mariner-{release}-oval.xml",
            _ => null,
        };
        return name is null
            ? []
            : [new FeedLocation(new Uri(Upstream + name), $"azurelinux/{name}")];
    }

    public override string? ScopeOfPlatform(string platform) => null;

    // "0:2.6.7-3.azl3", "6.04-10.cm2"
    public override string? ScopeOfVersion(string version) => version[(version.LastIndexOf('.') + 1)..] switch
    {
        ['a', 'z', 'l', >= '0' and <= '9' and var release] => $"{Azure}:{release}.0",
        ['c', 'm', >= '0' and <= '9' and var release] => $"{Mariner}:{release}.0",
        _ => null,
    };

    protected override string? NameOf(OvalDefinition definition) =>
        definition.Patchable == "Not Applicable" ? null : definition.Reference("CVE");
}
