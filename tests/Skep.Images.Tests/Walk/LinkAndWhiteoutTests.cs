using Skep.Core;
using Skep.Images.Walk;
using Skep.Testing;

namespace Skep.Images.Tests.Walk;

public sealed class LinkAndWhiteoutTests
{
    private static readonly byte[] Magic = "MAGIC"u8.ToArray();

    [Fact]
    public async Task Whiteouts_are_recorded_and_not_shown()
    {
        byte[] tar = new TarBuilder()
            .File("app/.wh.gone").File("opt/.wh..wh..opq").File(".wh..wh..opq").File(".wh..wh.aufs")
            .File(".wh..wh.plnk/1.2", "x")
            .File("a/.wh...", "").File("real", "1").Directory("d/.wh.dir")
            .End();

        LayerWalkResult result = await Walking.Walk(tar);

        Assert.Equal(["real=1"], result.Seen());
        Assert.Equal(["app/gone", "d/dir"], result.Inventory.Whiteouts.Select(path => path.ToString()));
        Assert.Equal(["", "opt"], result.Inventory.OpaqueDirectories.Select(path => path.ToString()));
        Assert.Single(result.Inventory.Files);
    }

    [Fact]
    public async Task Hard_link_has_the_findings_of_its_target()
    {
        byte[] tar = new TarBuilder().File("a/package.json", "{}")
            .HardLink("b/package.json", "a/package.json").HardLink("c/package.json", "./b/package.json").End();

        LayerWalkResult result = await Walking.Walk(tar, Walking.Probe("**/package.json"));

        Assert.Equal(
            ["a/package.json", "b/package.json", "c/package.json"],
            result.Inventory.Packages.Select(package => package.Location));
        Assert.Empty(result.Pending);
    }

    [Fact]
    public async Task Hard_link_is_not_shown_to_those_that_do_not_want_its_path()
    {
        byte[] tar = new TarBuilder().File("a/package.json", "{}").HardLink("b/other", "a/package.json").End();

        Assert.Equal(["a/package.json={}"], (await Walking.Walk(tar, Walking.Probe("**/package.json"))).Seen());
    }

    [Fact]
    public async Task Hard_link_repeats_what_was_chosen_by_content()
    {
        var set = new InspectorSet([new ProbeInspector("test/magic", FilePatterns.StartingWith(Magic))]);
        byte[] tar = new TarBuilder().File("bin/busybox", Magic).HardLink("bin/ls", "bin/busybox").End();

        Assert.Equal(
            ["bin/busybox", "bin/ls"],
            (await Walking.Walk(tar, set)).Inventory.Packages.Select(package => package.Location));
    }

    [Fact]
    public async Task Hard_link_that_alone_is_wanted_is_seen_by_a_second_walk()
    {
        byte[] tar = new TarBuilder()
            .File("data/1", "{}").HardLink("b/package.json", "data/1").HardLink("none/package.json", "not/here")
            .HardLink("again/package.json", "b/package.json").File("again/package.json", "own")
            .End();
        InspectorSet set = Walking.Probe("**/package.json");

        LayerWalkResult first = await Walking.Walk(tar, set);
        LayerWalkResult whole = first.Merge(await Walking.Walk(tar, set, new() { Also = first.Pending }));

        Assert.Equal(["again/package.json=own"], first.Seen());
        Assert.Equal(["data/1"], first.Pending.Keys.Select(path => path.ToString()));
        Assert.Equal(["again/package.json=own", "b/package.json={}"], whole.Seen());
        Assert.True(whole.IsComplete);
        Assert.Empty(whole.Pending);
    }

    [Fact]
    public async Task Findings_inside_an_archive_move_with_the_hard_link()
    {
        var inspector = new NestedInspector();
        byte[] tar = new TarBuilder().File("a.jar", "x").HardLink("b.jar", "a.jar").End();

        LayerInventory inventory = (await Walking.Walk(tar, new InspectorSet([inspector]))).Inventory;

        Assert.Equal(
            ["a.jar!lib/inner.jar", "b.jar!lib/inner.jar"], inventory.Packages.Select(package => package.Location));
        Assert.Equal(["a.jar", "b.jar"], inventory.Problems.Select(problem => problem.Location));
        Assert.Equal(["a.jar", "b.jar"], inventory.Owned.Select(owned => owned.Location));
    }

    private sealed class NestedInspector : IInspector
    {
        public InspectorId Id => new("test/nested");

        public int Version => 1;

        public FilePatterns Wants { get; } = FilePatterns.Paths("**/*.jar");

        public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
        {
            sink.Add(new Package(new EcosystemId("maven"), "inner", "1") { Location = "!lib/inner.jar" });
            sink.Add(new Problem(string.Empty, "something"));
            sink.Add(new OwnedFiles(new EcosystemId("maven"), "inner", [LayerPath.Parse("z"), LayerPath.Parse("a")]));
            return ValueTask.CompletedTask;
        }
    }
}
