using System.Diagnostics;
using Skep.Core;
using Skep.Images.Walk;
using Skep.Testing;

namespace Skep.Images.Tests.Walk;

public sealed class TreeWalkTests : IDisposable
{
    private readonly TemporaryDirectory _outside = new();
    private readonly TemporaryDirectory _root = new();

    public void Dispose()
    {
        _root.Dispose();
        _outside.Dispose();
    }

    [Fact]
    public async Task Files_directories_and_links_are_seen()
    {
        Write("etc/os-release", "ID=x");
        Write("usr/lib/big", new string('x', 9_000_000));
        File.CreateSymbolicLink(At("lib"), "usr/lib");

        LayerWalkResult result = await Walk();

        Assert.Equal(
            ["etc/os-release=ID=x", $"usr/lib/big={ProbeInspector.HashOf(File.ReadAllBytes(At("usr/lib/big")))}"],
            result.Seen());
        Assert.Equal([new LayerLink(LayerPath.Parse("lib"), "usr/lib", IsHard: false)], result.Inventory.Links);
        Assert.Equal(3, result.Inventory.Directories.Length);
        Assert.Equal(3, result.Inventory.Files.Length);
        Assert.True(result.IsComplete);
    }

    [Fact]
    public async Task Links_are_never_followed_out_of_the_tree_or_in_it()
    {
        _outside.File("secret", [1]);
        Write("a/file", "1");
        File.CreateSymbolicLink(At("absolute"), _outside.Path);
        File.CreateSymbolicLink(At("file-outside"), Path.Combine(_outside.Path, "secret"));
        File.CreateSymbolicLink(At("climbing"), "../../../../../../../../../../etc");
        File.CreateSymbolicLink(At("loop"), "loop");
        File.CreateSymbolicLink(At("self"), ".");

        LayerWalkResult result = await Walk();

        Assert.Equal(["a/file=1"], result.Seen());
        Assert.Equal(5, result.Inventory.Links.Count);
        Assert.Empty(result.Inventory.Problems);
    }

    [Fact]
    public async Task What_the_kernel_shows_in_a_live_root_is_left_out()
    {
        Write("proc/1/environ", "secret");
        Write("sys/x", "1");
        Write("dev/y", "1");
        Write("usr/proc/z", "kept");

        Assert.Equal(["usr/proc/z=kept"], (await Walk()).Seen());
        Assert.Equal(4, (await Walk(isOverlay: true)).Seen().Length);
    }

    [Fact]
    public async Task Fifos_block_nothing_and_names_may_be_any_bytes()
    {
        await Run("mkfifo", At("fifo"));
        await Run("sh", "-c", $"printf 1 > \"{_root.Path}/$(printf 'l\\351')\"");
        Write("nl/a\nb", "2");

        LayerWalkResult result = await Walk();

        Assert.Equal(["l\ufffd=1", "nl/a\nb=2"], result.Seen());
        Assert.Equal(3, result.Inventory.Files.Length);
    }

    [Fact]
    public async Task Overlay_marks_are_whiteouts_and_opaque_directories()
    {
        Write("new/file", "1");
        if (await Run("mknod", At("gone"), "c", "0", "0") != 0
            || await Run("python3", "-c",
                $"import os; os.setxattr('{At("new")}', 'trusted.overlay.opaque', b'y')") != 0)
        {
            Assert.Skip("needs root, a file system with trusted attributes, and python3");
        }

        LayerInventory overlay = (await Walk(isOverlay: true)).Inventory;
        LayerInventory plain = (await Walk()).Inventory;

        Assert.Equal(["gone"], overlay.Whiteouts.Select(path => path.ToString()));
        Assert.Equal(["new"], overlay.OpaqueDirectories.Select(path => path.ToString()));
        Assert.Empty(plain.Whiteouts);
        Assert.Empty(plain.OpaqueDirectories);
        Assert.Equal(2, plain.Files.Length);
    }

    [Fact]
    public async Task Missing_directory_is_an_error() =>
        Assert.Equal(
            ErrorKind.NotFound, (await Assert.ThrowsAsync<SkepException>(() => WalkAt("/nonexistent/skep"))).Kind);

    [Fact]
    public async Task Entries_are_limited()
    {
        for (int i = 0; i < 20; i++)
        {
            Write($"f{i:00}", "");
        }

        LayerWalkResult result = await WalkAt(_root.Path, limits: new WalkLimits { Entries = 10 });

        Assert.Equal(10, result.Seen().Length);
        Assert.Single(result.Inventory.Problems);
        Assert.False(result.IsComplete);
    }

    private static async Task<LayerWalkResult> WalkAt(string path, bool isOverlay = false, WalkLimits? limits = null) =>
        await LayerWalker.WalkAsync(
            new LayerContent.Tree(path, isOverlay), Walking.Everything,
            new LayerWalkOptions { Limits = limits ?? new() }, TestContext.Current.CancellationToken);

    private static async Task<int> Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    private Task<LayerWalkResult> Walk(bool isOverlay = false) => WalkAt(_root.Path, isOverlay);

    private string At(string path) => Path.Combine(_root.Path, path);

    private void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), content);
    }
}
