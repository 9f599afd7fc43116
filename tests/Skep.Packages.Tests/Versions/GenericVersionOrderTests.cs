using Skep.Core;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions;

public sealed class GenericVersionOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order { get; } = new GenericVersionOrder();

    protected override IReadOnlyList<string> Ascending =>
    [
        "0.9.8zh", "1.0.2", "1.0.2a", "1.0.2k", "1.0.2m", "1.0.2zg", "1.1.1-beta1", "1.1.1-pre9", "1.1.1", "1.1.1k",
        "1.1.1w", "2.4.57", "2.4.58", "3.0.0-alpha17", "3.0.0", "3.0.2", "5.2.15(1)-release",
        "5.2.15(2)-release", "5.5.68-MariaDB", "7.2-rc1", "7.2.0", "7.2.1", "8u282-b08", "8u292-b10",
        "9.3p1", "9.3p2", "15beta1", "15rc1", "15.0", "15.3", "17.0.2+8", "17.0.10+7", "22-ea", "22",
    ];

    protected override IReadOnlyList<string> Invalid =>
        ["", "a", "v", "unknown", " 1", "1 2", "-1", "é", new('1', 1025)];

    [Theory]
    [InlineData("3.0", "3.0.0")]
    [InlineData("v1.28.4", "1.28.4")]
    [InlineData("5.2.15-release", "5.2.15")]
    [InlineData("1.1.1K", "1.1.1k")]
    public void Spellings_of_one_version_are_equal(string left, string right)
    {
        Assert.True(Order.TryCompare(left, right, out int order));
        Assert.Equal(0, order);
    }
}
