using Skep.Core;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions;

public sealed class MavenVersionOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order { get; } = new MavenVersionOrder();

    // The version order specification of the POM reference, and the ladders that Maven tests itself with.
    protected override IReadOnlyList<string> Ascending =>
    [
        "1-alpha2snapshot", "1-alpha2", "1-alpha-123", "1-beta-2", "1-beta123", "1-m2", "1-m11", "1-rc",
        "1-cr2", "1-rc123", "1-SNAPSHOT", "1", "1-sp", "1-sp2", "1-sp123", "1-abc", "1-def", "1-foo2",
        "1-foo10", "1-pom-1", "1-1-snapshot", "1-1", "1-2", "1-123", "1.1", "2.0", "2.0.a", "2-1", "2.0.2",
        "2.0.123", "2.1.0", "2.1-a", "2.1b", "2.1-c", "2.1-1", "2.1.0.1", "2.2", "2.123", "11.a2", "11.a11",
        "11.b2", "11.b11", "11.m2", "11.m11", "11", "11.a", "11b", "11c", "11m", "20190126.230843",
        "1234567890.12345",
    ];

    protected override IReadOnlyList<string> Invalid =>
        ["", ".", "${project.version}", "[1.0,2.0)", "1.0 ", "é", new('1', 1025)];

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("1", "1.0-0")]
    [InlineData("1", "1ga")]
    [InlineData("1", "1.0.0.RELEASE")]
    [InlineData("1", "1-FinaL")]
    [InlineData("1", "0000000000000000001")]
    [InlineData("1x", "1.0.0-X")]
    [InlineData("1.foo", "1-foo")]
    [InlineData("1-a1", "1-alpha-1")]
    [InlineData("1b2", "1-beta-2")]
    [InlineData("1m3", "1.0-milestone-3")]
    [InlineData("1cr", "1Rc")]
    [InlineData("1-ga-1", "1-1")]
    [InlineData("1.0.0-foo.0.0", "1-foo")]
    public void Spellings_of_one_version_are_equal(string left, string right)
    {
        Assert.True(Order.TryCompare(left, right, out int order));
        Assert.Equal(0, order);
    }

    [Theory]
    [InlineData("5.2.20.RELEASE", "5.2.22.RELEASE")]
    [InlineData("2.13.2", "2.13.2.1")]
    [InlineData("4.1.77.Final", "4.1.77.Final-redhat-00001")]
    [InlineData("4.1.0.Beta1", "4.1.0.CR1")]
    [InlineData("4.1.0.CR1", "4.1.0.Final")]
    [InlineData("31.1-android", "32.0.0-android")]
    [InlineData("2.0-beta9", "2.15.0")]
    [InlineData("6.1.0rc3", "6.1H.5-beta")]
    [InlineData("1-0.alpha", "1")]
    [InlineData("1-0.alpha", "1-0.beta")]
    [InlineData("1-sp.1", "1-ga.1", 1)]
    public void Versions_of_real_artifacts_order(string left, string right, int expected = -1)
    {
        Assert.True(Order.TryCompare(left, right, out int order));
        Assert.Equal(expected, Math.Sign(order));
    }
}
