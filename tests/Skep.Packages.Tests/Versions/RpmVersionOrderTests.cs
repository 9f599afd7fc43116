using Skep.Core;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions;

public sealed class RpmVersionOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order { get; } = new RpmVersionOrder();

    protected override IReadOnlyList<string> Ascending =>
    [
        "1.0~rc1-1", "1.0~rc1^git1-1", "1.0", "1.0-1.el8", "1.0-1.el9", "1.0-1.el9_2", "1.0-1.el9_2.1",
        "1.0-2.el8", "1.0-10.el8", "1.0^-1", "1.0^20160101-1", "1.0^20160102-1", "1.0a-1", "1.0.1-1",
        "1.1-1", "2.50-1", "5.5p1-1", "5.5p2-1", "5.5p10-1", "10xyz-1", "10.1xyz-1", "1:0.1-1",
        "1:1.1.1k-9.el8_7", "1:1.1.1k-12.el8_9", "2:0-1",
    ];

    protected override IReadOnlyList<string> Invalid =>
        ["", " 1", "1 2", ":1", "a:1", "(none):1-1", "1:", "1-", "-1", "é", new('1', 1025)];

    // The pairs of rpm's own tests/rpmvercmp.at that surprise.
    [Theory]
    [InlineData("2.0", "2_0", 0)]
    [InlineData("a+", "a_", 0)]
    [InlineData("+a", "_a", 0)]
    [InlineData("2a", "2.0", -1)]
    [InlineData("1.0", "1.fc4", 1)]
    [InlineData("1.0010", "1.9", 1)]
    [InlineData("1.05", "1.5", 0)]
    [InlineData("4.999.9", "5.0", -1)]
    [InlineData("20101121", "20101122", -1)]
    [InlineData("6.0.rc1", "6.0", 1)]
    [InlineData("xyz10", "xyz10.1", -1)]
    [InlineData("xyz.4", "8", -1)]
    [InlineData("1.0~rc1~git123", "1.0~rc1", -1)]
    [InlineData("1.0^git1~pre", "1.0^git1", -1)]
    [InlineData("1.0^git1", "1.01", -1)]
    [InlineData("1.0~rc1^git1~pre", "1.0~rc1^git1", -1)]
    public void Pairs_of_rpms_own_tests_hold(string left, string right, int expected)
    {
        Assert.True(Order.TryCompare(left, right, out int order));
        Assert.Equal(expected, Math.Sign(order));
    }
}
