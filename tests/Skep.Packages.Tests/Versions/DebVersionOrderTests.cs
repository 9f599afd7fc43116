using Skep.Core;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions;

public sealed class DebVersionOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order { get; } = new DebVersionOrder();

    protected override IReadOnlyList<string> Ascending =>
    [
        "~~", "~~a", "~", "1.0~beta1~svn1245", "1.0~beta1", "1.0~rc1-1", "1.0", "1.0-1~deb12u1", "1.0-1",
        "1.0-1ubuntu0.1", "1.0-1ubuntu1", "1.0-1+b1", "1.0-1+deb12u1", "1.0-1.1", "1.0-2", "1.0-10",
        "1.0a-1", "1.0+dfsg-1", "1.0.1-1", "1.1", "1:0.1", "1:0.1-1", "2:0",
    ];

    protected override IReadOnlyList<string> Invalid =>
        ["", " 1", "1 ", "1 2", ":1", "a:1", "1:", "1-", "-1", "1:-1", "é", new('1', 1025)];

    [Theory]
    [InlineData("1.0", "1.0-0")]
    [InlineData("1.0", "0:1.0")]
    [InlineData("1.00", "1.0")]
    [InlineData("01:1", "1:1")]
    [InlineData("99999999999999999999999", "099999999999999999999999")]
    public void Spellings_of_one_version_are_equal(string left, string right)
    {
        Assert.True(Order.TryCompare(left, right, out int order));
        Assert.Equal(0, order);
    }
}
