using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.RustSec;
using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Tests.Feeds.RustSec;

public sealed class RustSecFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new RustSecFeed();

    private protected override string SamplePath => "rustsec/crates/pool/RUSTSEC-2021-9999.md";

    private protected override string Sample => """"
        ```toml
        [advisory]
        id = "RUSTSEC-2021-9999"
        package = "pool"
        date = "2021-10-17"
        url = "https://example.com/1"
        references = ["https://example.com/2"]
        cvss = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
        aliases = ["CVE-2021-99999", "GHSA-aaaa-bbbb-cccc"]

        [affected.functions]
        "pool::take" = ["< 1.2.3"]

        [versions]
        patched = ["^1.1.5", ">= 1.2.3"]
        unaffected = ["< 0.3"]
        ```

        # A pool gives a thing twice

        Whoever takes it first loses.
        """";

    [Fact]
    public async Task What_is_neither_patched_nor_unaffected_is_affected()
    {
        Advisory read = Assert.Single((await Read(Sample)).Advisories);

        Assert.Equal(["CVE-2021-99999", "GHSA-aaaa-bbbb-cccc"], read.Aliases);
        Assert.Equal("A pool gives a thing twice", read.Title);
        Assert.Equal("Whoever takes it first loses.", read.Description);
        Assert.Equal(9.8, Assert.Single(read.Cvss).Score);
        Assert.Equal(["https://example.com/1", "https://example.com/2"], read.References);
        AffectedPackage package = Assert.Single(read.Affected);
        Assert.Equal(("cargo", "pool"), (package.Scope, package.Name));
        Assert.Equal([">= 0.3, < 1.1.5"], package.Ranges.Select(range => range.ToString()));
    }

    [Fact]
    public async Task Notice_without_patched_versions_is_about_all_and_negligible()
    {
        RecordingAdvisorySink read = await Read(""""
            ```toml
            [advisory]
            id = "RUSTSEC-2020-9999"
            package = "old"
            date = "2020-01-01"
            informational = "unmaintained"

            [versions]
            patched = []
            ```

            # Nobody looks after it
            """");

        Assert.Equal(Severity.Negligible, read.Advisories[0].Severity);
        Assert.Equal([VersionRange.All], Assert.Single(read.Affected).Ranges);
    }

    [Fact]
    public async Task Unreadable_requirement_is_a_problem_and_matches_nothing()
    {
        RecordingAdvisorySink read = await Read(Sample.Replace("^1.1.5", "soon", StringComparison.Ordinal));

        Assert.Single(read.Problems);
        Assert.Empty(read.Affected);
    }
}
