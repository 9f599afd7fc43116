using Skep.Advisories.Update;

namespace Skep.Advisories.Tests.Update;

public sealed class LeadFollowerTests : IDisposable
{
    private const string List = "/al2023/core/mirrors/latest/x86_64/mirror.list";
    private const string Folder = "/al2023/core/guids/abc/x86_64/";

    private readonly Upstream _upstream = new();
    private readonly TestDatabase _database = new();

    public LeadFollowerTests()
    {
        _upstream.Put(List, $"https://cdn.amazonlinux.com{Folder}\nhttps://example.com/other/\n");
        _upstream.Put(Folder + "repodata/repomd.xml", """
            <?xml version="1.0"?><repomd xmlns="http://linux.duke.edu/metadata/repo">
              <data type="primary"><location href="repodata/1-primary.xml.gz"/></data>
              <data type="updateinfo"><checksum type="sha256">2</checksum>
                <location href="repodata/2-updateinfo.xml.gz"/></data></repomd>
            """);
        _upstream.Put(Folder + "repodata/2-updateinfo.xml.gz", Upstream.Gzip("""
            <?xml version="1.0"?><updates><update author="linux-security@amazon.com" from="linux-security@amazon.com"
              status="final" type="security" version="1.4"><id>ALAS2023-2024-001</id><title>x</title>
              <issued date="2024-01-01 00:00"/><severity>important</severity>
              <references><reference href="x" id="CVE-2024-1" type="cve"/></references>
              <pkglist><collection short="amazon-linux-2023"><name>Amazon Linux 2023</name>
                <package arch="x86_64" epoch="0" name="acme" release="2.amzn2023" version="1.0"/>
              </collection></pkglist></update></updates>
            """));
    }

    public void Dispose()
    {
        _upstream.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task Repository_is_found_behind_its_mirror_list()
    {
        UpdateResult result = await Update();

        Assert.Empty(result.Failed);
        using AdvisoryDatabase database = _database.Open();
        Assert.Single(database.Search("ALAS2023-2024-001", 10));

        await Update();
        Assert.Equal(1, _upstream.Requests.Count(request =>
            request.Path.EndsWith("gz", StringComparison.Ordinal)
            && request.Path.StartsWith("/al2023", StringComparison.Ordinal)
            && !request.Headers.ContainsKey("If-None-Match")));
    }

    [Theory]
    [InlineData("https://evil.example/al2023/x86_64/")]
    [InlineData("http://cdn.amazonlinux.com/al2023/x86_64/")]
    [InlineData("<html>sign in</html>")]
    [InlineData("")]
    public async Task Lead_to_another_host_or_to_nowhere_is_a_failure(string list)
    {
        _upstream.Put(List, list);

        UpdateResult result = await Update();

        Assert.Equal("amazon/2023.xml", Assert.Single(result.Failed).Path);
    }

    [Fact]
    public async Task Lead_that_never_ends_is_a_failure()
    {
        _upstream.Put(List, new string('a', 300_000));

        Assert.Single((await Update()).Failed);
    }

    private Task<UpdateResult> Update() =>
        new AdvisoryUpdater(_database.Path, TimeProvider.System, _upstream.Options)
            .UpdateAsync(["amazon:2023"], withNvd: false, null, TestContext.Current.CancellationToken);
}
