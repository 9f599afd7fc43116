using Skep.Core;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions;

public sealed class SemVerOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order { get; } = new SemVerOrder();

    // semver.org, item 11, and npm's documentation.
    protected override IReadOnlyList<string> Ascending =>
    [
        "0.0.0-0", "0.0.0", "0.0.1-alpha", "1.0.0-1", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
        "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.2.0-0", "1.2", "1.2.3-r100",
        "1.2.3-r2", "1.2.3", "1.2.3.1", "1.2.10", "2", "9007199254740993.0.0",
    ];

    protected override IReadOnlyList<string> Invalid =>
    [
        "", "a", "x", "*", "1.x", "1.", ".1", "1..2", "1.2.3-", "1.2.3-a..b", "1.2.3-a_b", "1.2.3+",
        "1.2.3+a+b", "latest", "1.2.3 ", ">=1.2.3", "1.2.3 - 2", new('1', 1025),
    ];

    [Theory]
    [InlineData("1.2.3", "v1.2.3")]
    [InlineData("1.2.3", "=v1.2.3")]
    [InlineData("1.2", "1.2.0")]
    [InlineData("1.2.3+build1", "1.2.3+build2")]
    [InlineData("1.2.3beta", "1.2.3-beta")]
    [InlineData("01.2.3", "1.2.3")]
    public void Spellings_of_one_version_are_equal(string left, string right)
    {
        Assert.True(Order.TryCompare(left, right, out int order));
        Assert.Equal(0, order);
    }
}
