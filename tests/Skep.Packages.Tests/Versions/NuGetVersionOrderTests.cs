using Skep.Core;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions;

public sealed class NuGetVersionOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order { get; } = new NuGetVersionOrder();

    protected override IReadOnlyList<string> Ascending =>
    [
        "0.9", "1.0.0-1", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-Beta", "1.0.0-beta.2", "1.0.0-beta.11",
        "1.0.0-rc.1", "1.0", "1.0.0.1", "1.0.1", "1.10", "4.5.0-preview1-26216-02", "4.5.0", "12.0.1",
        "13.0.1",
    ];

    protected override IReadOnlyList<string> Invalid =>
        ["", "v1.0", "1.0.0.0.0", "1.0beta", "1.", "1.0-", "1.0-a..b", "1.*", "[1.0,2.0)", "é", new('1', 1025)];

    [Theory]
    [InlineData("1", "1.0.0.0")]
    [InlineData("1.01.1", "1.1.1")]
    [InlineData("1.0.0-BETA", "1.0.0-beta")]
    [InlineData("1.0.0+a", "1.0.0+b")]
    public void Spellings_of_one_version_are_equal(string left, string right)
    {
        Assert.True(Order.TryCompare(left, right, out int order));
        Assert.Equal(0, order);
    }
}
