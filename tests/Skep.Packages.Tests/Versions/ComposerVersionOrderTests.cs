using Skep.Core;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions;

public sealed class ComposerVersionOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order { get; } = new ComposerVersionOrder();

    protected override IReadOnlyList<string> Ascending =>
    [
        "0.9", "1.0-dev", "1.0.0-alpha-dev", "1.0.0-alpha", "1.0.0-alpha1-dev", "1.0.0-alpha1",
        "1.0.0-alpha2.1", "1.0b1", "1.0-beta2", "1.0.0-RC1-dev", "1.0.0-RC1", "1.0.0rc10", "1.0", "1.0-p1",
        "1.0.0-patch2", "1.0.0.1", "1.0.1", "1.0.x-dev", "1.1", "1.x-dev", "2.0", "2010.1.2", "2012-01-02",
        "20100102-203040",
    ];

    protected override IReadOnlyList<string> Invalid =>
    [
        "", "a", "dev-main", "master", "1.x", "1.0-foo", "1.0.0-meh", "1.0.0.0.0", "1.0.0-SNAPSHOT",
        "1.2.3-1", "1.0 as 2.0", "^1.0", new('1', 1025),
    ];

    [Theory]
    [InlineData("1", "v1.0.0.0")]
    [InlineData("1.0.0-RC1", "1.0.0.rc-1")]
    [InlineData("1.0.0-beta1", "1.0.0b1")]
    [InlineData("1.0.0", "1.0.0-stable")]
    [InlineData("1.0.0", "1.0.0+build.5")]
    [InlineData("1.0.0-patch1", "1.0.0pl1")]
    [InlineData("1.0.0-beta1", "1.0.0-beta1@dev")]
    public void Spellings_of_one_version_are_equal(string left, string right)
    {
        Assert.True(Order.TryCompare(left, right, out int order));
        Assert.Equal(0, order);
    }
}
