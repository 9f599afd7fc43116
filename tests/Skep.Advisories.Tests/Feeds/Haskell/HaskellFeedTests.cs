using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.Haskell;
using Skep.Advisories.Model;

namespace Skep.Advisories.Tests.Feeds.Haskell;

public sealed class HaskellFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new HaskellFeed();

    private protected override string SamplePath => "haskell/advisories/published/2023/HSEC-2023-9999.md";

    private protected override string Sample => """"
        ```toml
        [advisory]
        id = "HSEC-2023-9999"
        cwe = [328, 400]
        aliases = ["CVE-2022-99999"]

        [[affected]]
        package = "lens-of-hash"
        cvss = "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H"

        [[affected.versions]]
        introduced = "0.4.0.0"
        fixed = "2.0.1.0"

        [[affected.versions]]
        introduced = "2.1"

        [[references]]
        type = "ARTICLE"
        url = "https://example.com/1"
        [[references]]
        type = "FIX"
        url = "https://example.com/2"
        ```

        # Hashes flood

        All of them.
        """";

    [Fact]
    public async Task Every_range_of_every_package_is_read()
    {
        Advisory read = Assert.Single((await Read(Sample)).Advisories);

        Assert.Equal(["CVE-2022-99999"], read.Aliases);
        Assert.Equal(["CWE-328", "CWE-400"], read.Cwes);
        Assert.Equal(6.5, Assert.Single(read.Cvss).Score);
        Assert.Equal(["https://example.com/1", "https://example.com/2"], read.References);
        Assert.Equal(
            [">= 0.4.0.0, < 2.0.1.0", ">= 2.1"],
            Assert.Single(read.Affected).Ranges.Select(range => range.ToString()));
    }
}
