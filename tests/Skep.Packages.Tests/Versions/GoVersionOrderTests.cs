using Skep.Core;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions;

public sealed class GoVersionOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order { get; } = new GoVersionOrder();

    protected override IReadOnlyList<string> Ascending =>
    [
        "v0.0.0-20180101000000-aaaaaaaaaaaa", "v0.0.0-20200622213623-75b288015ac9", "0.0.0", "v0.3.5",
        "v1.0.0-rc93", "v1.0.0", "1.2.3-0.20200101000000-abcdefabcdef", "v1.2.3",
        "v1.2.4-0.20200101000000-abcdefabcdef", "go1.19beta1", "go1.19rc2", "go1.19", "go1.19.1", "1.20.0-0",
        "go1.20rc1", "1.20.0-rc.2", "go1.20rc10", "go1.20", "go1.20.3 X:boringcrypto", "go1.21.0",
        "v2.0.0+incompatible", "v24.0.7+incompatible",
    ];

    protected override IReadOnlyList<string> Invalid =>
        ["", "go", "(devel)", "devel +abc", "gov1.2", "go1.x", "go1.19foo", "1.19foo1", "v", "v1.2.3 ", new('1', 1025)];

    [Theory]
    [InlineData("v1.2.3", "1.2.3")]
    [InlineData("v2.0.0+incompatible", "v2.0.0")]
    [InlineData("go1.19", "1.19.0")]
    [InlineData("go1.21rc2", "1.21.0-rc.2")]
    [InlineData("go1.21.3-vendor", "1.21.3")]
    public void Spellings_of_one_version_are_equal(string left, string right)
    {
        Assert.True(Order.TryCompare(left, right, out int order));
        Assert.Equal(0, order);
    }
}
