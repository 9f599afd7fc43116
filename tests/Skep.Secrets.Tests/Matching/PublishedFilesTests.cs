using Skep.Core;

namespace Skep.Secrets.Tests.Matching;

public sealed class PublishedFilesTests
{
    private static readonly string Address = ScannedFile.Real("mysql://shop:S3{}cur3Pw9@db1.internal/shop");

    [Theory]
    [InlineData("app/node_modules/shop/config.json")]
    [InlineData("usr/lib/python3/dist-packages/shop/settings.py")]
    [InlineData("usr/share/gocode/src/shop/main.go")]
    [InlineData("root/go/pkg/mod/shop/main.go")]
    [InlineData("usr/share/mysql/mysql-test/suite/shop.test")]
    [InlineData("usr/share/go-1.19/src/net/url/url_test.go")]
    [InlineData("usr/local/go/src/net/url/url_test.go")]
    [InlineData("usr/local/lib/python3.12/test/shop.py")]
    [InlineData("usr/share/shop/plugins/_test/shop.sql")]
    [InlineData("usr/lib/node_modules/shop/test/shop.js")]
    [InlineData("usr/lib/python3/dist-packages/shop/tests/shop.py")]
    public void What_lies_in_a_package_is_found_and_weighs_little(string path) =>
        Assert.Equal(Severity.Low, Assert.Single(ScannedFile.Sightings(Address, path)).Severity);

    [Theory]
    [InlineData("app/config.json")]
    [InlineData("app/node_modules")]
    [InlineData("srv/node_modules.old/settings.py")]
    [InlineData("srv/shop/tests/settings.py")]
    [InlineData("usr/src/app/test/settings.py")]
    [InlineData("usr/share/test")]
    [InlineData("usr/share/latest/settings.py")]
    [InlineData("usr/share/go/settings.py")]
    [InlineData("usr/share/shop/src/settings.py")]
    public void Elsewhere_it_weighs_what_the_rule_says(string path) =>
        Assert.Equal(Severity.High, Assert.Single(ScannedFile.Sightings(Address, path)).Severity);

    [Fact]
    public void What_an_issuer_marked_weighs_the_same_everywhere()
    {
        string key = ScannedFile.Real("AKIA{}QYLPMN5HHHFPZAM2");
        Sighting seen = Assert.Single(ScannedFile.Sightings(key, "app/node_modules/shop/config.json"));
        Assert.Equal(ScannedFile.Sightings(key)[0].Severity, seen.Severity);
    }

    [Theory]
    [InlineData("mysql://shop:S3{}cur3Pw9@host1.internal/shop")]
    [InlineData("mysql://shop:S3{}cur3Pw9@server2/shop")]
    [InlineData("mysql://shop:S3{}cur3Pw9@examples.corp/shop")]
    public void Hosts_that_only_begin_as_those_of_examples_do_are_real(string address) =>
        Assert.Single(ScannedFile.Sightings(ScannedFile.Real(address)));

    [Theory]
    [InlineData("mysql://shop:S3{}cur3Pw9@db.example.com:3306/shop")]
    [InlineData("mysql://shop:S3{}cur3Pw9@localhost/shop")]
    [InlineData("mysql://shop:S3{}cur3Pw9@192.0.2.7/shop")]
    [InlineData("mysql://scott:tiger@ora.internal/shop")]
    public void Addresses_of_manuals_are_none(string address) =>
        Assert.Empty(ScannedFile.Sightings(ScannedFile.Real(address)));
}
