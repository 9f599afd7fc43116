using Skep.Core;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions;

public sealed class ApkVersionOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order { get; } = new ApkVersionOrder();

    protected override IReadOnlyList<string> Ascending =>
    [
        "0.1.0_alpha_pre2", "0.1.0_alpha", "0.1.0_alpha2", "0.1.3_alpha", "0.7-r1", "1.0.0", "1.0.1", "1.0.4-r3",
        "1.0.4-r4", "1.06-r6", "1.1_alpha1", "1.1", "1.3.5-r8", "1.3.5-r10", "1.7", "1.7b", "2.2.39-r1",
        "2.5.1-r8", "2.5.1a-r1", "3.1_p16", "3.1_p17", "4.5_p1", "4.5_p1-r1", "006", "013", "110-r8",
        "20050718-r1", "20050718-r2",
    ];

    protected override IReadOnlyList<string> Invalid =>
    [
        "", "a", "1.", ".1", "1..2", "1_", "1_foo", "1.0bc", "1-1", "1-r", "1.0-r1.2", "1~xyz", "1 ", " 1",
        "1A", new('1', 1025),
    ];

    // Facts of apk-tools test/version.data and of the fields that apk 3 added.
    [Theory]
    [InlineData("1.0.0_pre20191002222144-r0", "1.0.0_pre20210530193627-r0")]
    [InlineData("1.02.07", "1.02.10-r1")]
    [InlineData("021109-r3", "20060512")]
    [InlineData("1.2.07.8", "1.2.12.04")]
    [InlineData("2.01.01_alpha10", "3.9.8-r5")]
    [InlineData("1.05", "1.5")]
    [InlineData("1.2.3_git20230101", "1.2.3_p1")]
    [InlineData("1.2.3~0123abc-r1", "1.2.3~0123abd-r0")]
    [InlineData("1.2.3-r7", "1.2.3~0123abc-r1")]
    [InlineData("3.0.8-r4", "3.0.10-r0")]
    [InlineData("1.1.1s-r0", "1.1.1t-r0")]
    public void Earlier_version_is_lower(string lower, string higher)
    {
        Assert.True(Order.TryCompare(lower, higher, out int order));
        Assert.True(order < 0);
    }
}
