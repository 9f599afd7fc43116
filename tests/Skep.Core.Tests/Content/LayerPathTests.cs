using CsCheck;

namespace Skep.Core.Tests;

public sealed class LayerPathTests
{
    private static readonly Gen<string> AnyTarName =
        Gen.OneOf(Gen.Const(".."), Gen.Const("."), Gen.Const(""), Gen.String[Gen.Char["ab.\0é/"], 0, 5])
            .Array[0, 6]
            .Select(segments => string.Join('/', segments));

    [Theory]
    [InlineData("etc/passwd", "etc/passwd")]
    [InlineData("./etc/passwd", "etc/passwd")]
    [InlineData("/etc//passwd/", "etc/passwd")]
    [InlineData("../../etc/passwd", "etc/passwd")]
    [InlineData("a/../../b", "b")]
    [InlineData("a/./b/.", "a/b")]
    [InlineData("./", "")]
    [InlineData("..", "")]
    [InlineData("..a/b..", "..a/b..")]
    public void Name_in_a_header_becomes_a_relative_path(string name, string expected) =>
        Assert.Equal(expected, LayerPath.Parse(name).ToString());

    [Fact]
    public void No_name_whatever_climbs_out_of_the_image() =>
        AnyTarName.Sample(name =>
        {
            string[] segments = LayerPath.Parse(name).ToString().Split('/');
            Assert.DoesNotContain("..", segments);
            Assert.DoesNotContain(".", segments);
            Assert.True(segments is [""] || !segments.Contains(""));
        });

    [Fact]
    public void Parsing_a_path_again_changes_nothing() =>
        AnyTarName.Sample(name => Assert.Equal(
            LayerPath.Parse(name), LayerPath.Parse(LayerPath.Parse(name).ToString())));

    [Theory]
    [InlineData("usr/lib/os-release", "../etc/os", "usr/etc/os")]
    [InlineData("lib", "usr/lib", "usr/lib")]
    [InlineData("a/b", "/x", "x")]
    [InlineData("a/b", "../../../../x", "x")]
    public void Link_is_followed_from_its_own_directory(string link, string target, string expected) =>
        Assert.Equal(expected, LayerPath.Parse(link).ResolveLink(target).ToString());

    [Fact]
    public void Below_means_a_whole_segment_further_down()
    {
        LayerPath directory = LayerPath.Parse("usr/lib");

        Assert.True(LayerPath.Parse("usr/lib/x").IsBelow(directory));
        Assert.False(LayerPath.Parse("usr/lib64/x").IsBelow(directory));
        Assert.False(directory.IsBelow(directory));
        Assert.True(directory.IsBelow(LayerPath.Root));
    }
}
