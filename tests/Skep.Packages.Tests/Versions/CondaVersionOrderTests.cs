using Skep.Core;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions;

public sealed class CondaVersionOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order { get; } = new CondaVersionOrder();

    // The ladder of conda's own documentation.
    protected override IReadOnlyList<string> Ascending =>
    [
        "0.4", "0.4.1.rc", "0.4.1", "0.5a1", "0.5b3", "0.5", "0.9.6", "0.960923", "1.0", "1.1dev1", "1.1_",
        "1.1a1", "1.1.0a2", "1.1", "1.1.0post1", "1996.07.12", "1!0.4.1", "1!3.1.1.6", "2!0.4.1",
    ];

    protected override IReadOnlyList<string> Invalid =>
        ["", "1..2", ".1", "1.", "a!1", "!1", "1!2!3", "1+2+3", "1+", "1-2_3", "1 2", "1/2", new('1', 1025)];

    [Theory]
    [InlineData("0.4", "0.4.0")]
    [InlineData("0.4.1.rc", "0.4.1.RC")]
    [InlineData("1.1.0", "1.1")]
    [InlineData("1.1.a1", "1.1.0a1")]
    [InlineData("1-2", "1_2")]
    public void Spellings_of_one_version_are_equal(string left, string right)
    {
        Assert.True(Order.TryCompare(left, right, out int order));
        Assert.Equal(0, order);
    }
}
