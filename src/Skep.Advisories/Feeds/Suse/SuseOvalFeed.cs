using Skep.Advisories.Feeds.Oval;

namespace Skep.Advisories.Feeds.Suse;

/// <summary>SUSE's and openSUSE's OVAL: for each CVE the fixed versions by product, and what is not affected.</summary>
/// <remarks>
/// A service pack's modules and long-term streams are of the service pack: their packages are the same builds. Files:
/// <see href="https://ftp.suse.com/pub/projects/security/oval/"/>.
/// </remarks>
internal sealed class SuseOvalFeed : OvalFeed
{
    private const string Upstream = "https://ftp.suse.com/pub/projects/security/oval";
    private const string Enterprise = "SUSE Linux Enterprise ";
    private const string Micro = "SUSE Linux Enterprise Micro ";
    private const string NewMicro = "SUSE Linux Micro ";
    private const string Leap = "openSUSE Leap ";

    public override string Id => "suse/oval";

    public override string Title => "SUSE and openSUSE OVAL";

    public override string Licence => "CC-BY-4.0";

    protected override ReadOnlySpan<byte> IdMark => "oval:org.opensuse.security"u8;

    public override IReadOnlyList<FeedLocation> LocationsFor(string scope)
    {
        string? name = scope switch
        {
            ['s', 'l', 'e', 's', ':', .. var release] => $"suse.linux.enterprise.server.{release.Split('.')[0]}",
            ['o', 'p', 'e', 'n', 's', 'u', 's', 'e', '-', 'l', 'e', 'a', 'p', ':', .. var release] =>
                $"opensuse.leap.{release}",
            "opensuse-tumbleweed" => "opensuse.tumbleweed",
            _ => null,
        };
        return name is null
            ? []
            : [new FeedLocation(new Uri($"{Upstream}/{name}.xml.gz"), $"suse/{name}.xml.gz")];
    }

    public override string? ScopeOfPlatform(string platform) => platform switch
    {
        "openSUSE Tumbleweed" => "opensuse-tumbleweed",
        _ when platform.StartsWith(Leap, StringComparison.Ordinal) => $"opensuse-leap:{Word(platform[Leap.Length..])}",
        _ when platform.StartsWith(Micro, StringComparison.Ordinal) => $"sle-micro:{Word(platform[Micro.Length..])}",
        _ when platform.StartsWith(NewMicro, StringComparison.Ordinal) =>
            $"sl-micro:{Word(platform[NewMicro.Length..])}",
        _ when platform.StartsWith(Enterprise, StringComparison.Ordinal) => ServicePack(platform[Enterprise.Length..]),
        _ when platform.StartsWith("SUSE ", StringComparison.Ordinal)
            || platform.StartsWith("openSUSE ", StringComparison.Ordinal) => string.Empty,
        _ => null,
    };

    protected override string? NameOf(OvalDefinition definition) => Word(definition.Title);

    // "Module for Basesystem 15 SP3", "Server 15 SP1-LTSS", "Server 12".
    private static string ServicePack(string product)
    {
        string[] words = product.Split(' ');
        int major = Array.FindLastIndex(words, word => word.Length > 0 && word.All(char.IsAsciiDigit));
        if (major < 0)
        {
            return string.Empty;
        }

        string pack = major + 1 < words.Length ? words[major + 1].Split('-')[0] : string.Empty;
        string release = $"sles:{words[major]}";
        return pack.StartsWith("SP", StringComparison.Ordinal) ? $"{release}.{pack[2..]}" : release;
    }

    private static string Word(string text) => text.Split(' ', '\n')[0];
}
