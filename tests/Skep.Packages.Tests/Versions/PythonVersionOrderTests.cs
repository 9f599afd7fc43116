using Skep.Core;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions;

public sealed class PythonVersionOrderTests : VersionOrderContract
{
    protected override IVersionOrder Order { get; } = new PythonVersionOrder();

    // PEP 440, summary of permitted suffixes and relative ordering.
    protected override IReadOnlyList<string> Ascending =>
    [
        "1.dev0", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2",
        "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7",
        "1.0+5", "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1", "2012.4", "1!0.1",
    ];

    protected override IReadOnlyList<string> Invalid =>
    [
        "", "french toast", "1.0+a+", "1.0++", "1.0+_foobar", "1.0+foo&asd", "1.0+1+1", "2004d", "1.", "a1",
        "1!", "1.0-x", new('1', 1025),
    ];

    [Theory]
    [InlineData("1.0", "v1.0")]
    [InlineData("1.0", " 1.0.0 ")]
    [InlineData("1.0a1", "1.0-ALPHA_1")]
    [InlineData("1.0b0", "1.0beta")]
    [InlineData("1.0rc1", "1.0.c1")]
    [InlineData("1.0rc1", "1.0-preview-1")]
    [InlineData("1.0.post1", "1.0-1")]
    [InlineData("1.0.post0", "1.0-r")]
    [InlineData("1.0.post1", "1.0.rev1")]
    [InlineData("1.0.dev0", "1.0dev")]
    [InlineData("1.0+ubuntu.1", "1.0+Ubuntu-1")]
    [InlineData("1.0", "0!1.0")]
    public void Spellings_of_one_version_are_equal(string left, string right)
    {
        Assert.True(Order.TryCompare(left, right, out int order));
        Assert.Equal(0, order);
    }
}
