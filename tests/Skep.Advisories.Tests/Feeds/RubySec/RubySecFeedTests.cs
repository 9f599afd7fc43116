using Skep.Advisories.Feeds;
using Skep.Advisories.Feeds.RubySec;
using Skep.Advisories.Model;

namespace Skep.Advisories.Tests.Feeds.RubySec;

public sealed class RubySecFeedTests : FeedContract
{
    private protected override IAdvisoryFeed Feed => new RubySecFeed();

    private protected override string SamplePath => "rubysec/gems/rails-thing/CVE-2022-99999.yml";

    private protected override string Sample => """
        ---
        gem: rails-thing
        cve: 2022-99999
        ghsa: aaaa-bbbb-cccc
        url: https://example.com/1
        title:
          Answers to others
        date: 2022-02-11
        description: |
          Under some
          circumstances.
        cvss_v3: 7.4
        unaffected_versions:
          - "< 5.0.0"
        patched_versions:
          - "~> 5.2.6, >= 5.2.6.2"
          - "~> 6.0.4, >= 6.0.4.6"
          - ">= 7.0.2.2"
        related:
          url:
            - https://example.com/2
        """;

    [Fact]
    public async Task Vulnerable_is_the_complement_of_patched_and_unaffected()
    {
        Advisory read = Assert.Single((await Read(Sample)).Advisories);

        Assert.Equal("GHSA-aaaa-bbbb-cccc", read.Id);
        Assert.Equal(["CVE-2022-99999"], read.Aliases);
        Assert.Equal(7.4, Assert.Single(read.Cvss).Score);
        Assert.Equal(new DateTimeOffset(2022, 2, 11, 0, 0, 0, TimeSpan.Zero), read.Published);
        Assert.Equal(["https://example.com/1", "https://example.com/2"], read.References);
        Assert.Equal(
            [">= 5.0.0, < 5.2.6.2", ">= 5.3.a, < 6.0.4.6", ">= 6.1.a, < 7.0.2.2"],
            Assert.Single(read.Affected).Ranges.Select(range => range.ToString()));
    }

    [Fact]
    public async Task Engine_is_a_program_and_no_gem()
    {
        RecordingAdvisorySink read = await Read("""
            ---
            engine: ruby
            cve: 2008-9999
            title: Regular expressions eat memory
            date: 2008-08-14
            patched_versions:
              - "~> 1.8.6.287"
              - ">= 1.9.0"
            """);

        AffectedPackage package = Assert.Single(read.Affected);
        Assert.Equal((Scopes.Programs, "ruby"), (package.Scope, package.Name));
        Assert.Equal(["< 1.8.6.287", ">= 1.8.7, < 1.9.0"], package.Ranges.Select(range => range.ToString()));
    }
}
