using Skep.Core;
using Skep.Engine.Coalescing;

namespace Skep.Engine.Tests.Coalescing;

public sealed class LinkMapTests
{
    [Theory]
    [InlineData("etc/os-release", "usr/lib/os-release")]
    [InlineData("lib/apk/db/installed", "usr/lib/apk/db/installed")]
    [InlineData("var/lib/rpm/Packages", "usr/lib/sysimage/rpm/Packages")]
    [InlineData("not/linked", "not/linked")]
    public void Path_is_followed_through_links_of_files_and_directories(string path, string expected)
    {
        LinkMap links = Map(new LayerBuilder()
            .Link("etc/os-release", "../first")
            .Link("first", "/usr/lib/os-release")
            .Link("lib", "usr/lib")
            .Link("var/lib/rpm", "../../usr/lib/sysimage/rpm"));

        Assert.Equal(expected, links.Resolve(LayerPath.Parse(path)).ToString());
    }

    [Fact]
    public void Circle_resolves_to_nothing() =>
        Assert.Null(Map(new LayerBuilder().Link("a", "b").Link("b", "a")).Resolve(LayerPath.Parse("a/x")));

    [Fact]
    public void Link_that_a_higher_layer_replaced_is_not_followed() =>
        Assert.Equal("a/x", Map(new LayerBuilder().Link("a", "b"), new LayerBuilder().Directory("a"))
            .Resolve(LayerPath.Parse("a/x")).ToString());

    [Fact]
    public void Link_out_of_the_root_stays_inside() =>
        Assert.Equal("etc/passwd", Map(new LayerBuilder().Link("a", "../../../etc"))
            .Resolve(LayerPath.Parse("a/passwd")).ToString());

    private static LinkMap Map(params LayerBuilder[] builders)
    {
        LayerInventory[] layers = [.. builders.Select(builder => builder.Build())];
        return new LinkMap(layers, new Overlay(layers));
    }
}
