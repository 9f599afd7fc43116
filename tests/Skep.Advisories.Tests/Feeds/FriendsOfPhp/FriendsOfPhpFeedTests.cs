using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.FriendsOfPhp;
using Skep.Advisories.Model;

namespace Skep.Advisories.Tests.Feeds.FriendsOfPhp;

public sealed class FriendsOfPhpFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new FriendsOfPhpFeed();

    private protected override string SamplePath => "friendsofphp/acme/kernel/CVE-2026-99999.yaml";

    private protected override string Sample => """
        title:     "CVE-2026-99999: HEAD passes ['GET'] #[Filters]"
        link:      https://example.com/1
        cve:       CVE-2026-99999
        branches:
            7.4.x:
                time:     2026-05-20 08:00:00
                versions: ['>=7.4.0', '<7.4.12']
            master:
                time:     2026-05-21 08:00:00
                versions: ['>8.0.0','<=8.0.11']
        reference: composer://acme/kernel
        """;

    [Fact]
    public async Task Each_branch_is_a_range()
    {
        Advisory read = Assert.Single((await Read(Sample)).Advisories);

        Assert.Equal("FOP-acme-kernel-CVE-2026-99999", read.Id);
        Assert.Equal(["CVE-2026-99999"], read.Aliases);
        Assert.Equal(21, read.Published?.Day);
        AffectedPackage package = Assert.Single(read.Affected);
        Assert.Equal(("composer", "acme/kernel"), (package.Scope, package.Name));
        Assert.Equal(
            [">= 7.4.0, < 7.4.12", "> 8.0.0, <= 8.0.11"], package.Ranges.Select(range => range.ToString()));
    }
}
