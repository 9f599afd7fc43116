using Skep.Core;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions;

public sealed class GemVersionOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order { get; } = new GemVersionOrder();

    protected override IReadOnlyList<string> Ascending =>
    [
        "0.9", "1.0.a", "1.0.a.2", "1.0.a10", "1.0.b1", "1.0.0-rc1", "1.0.pre1", "1.0.rc1", "1.0", "1.0.1",
        "1.8.2.a", "1.8.2.a9", "1.8.2.a10", "1.8.2.b", "1.8.2", "1.8.2.1", "1.8.10", "2.0.0.rc1",
        "2.0.0.rc2", "2", "5.2.4.3", "6.0.3.1",
    ];

    protected override IReadOnlyList<string> Invalid =>
    [
        "", "junk", "1.", ".1", "1..2", "1.2\n3", "a.1", "1_2", "1-", "1.0+b", " 1", "1.2-x86_64-linux",
        new('1', 1025),
    ];

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("1.0.a", "1.a")]
    [InlineData("0.beta.1", "0.0.beta.1")]
    [InlineData("1.2-1", "1.2.pre.1")]
    [InlineData("5.x", "5.0.0.x")]
    public void Spellings_of_one_version_are_equal(string left, string right)
    {
        Assert.True(Order.TryCompare(left, right, out int order));
        Assert.Equal(0, order);
    }
}
