using System.Net.Sockets;
using Skep.Core;
using Skep.Images.Sources.Archive;
using Skep.Images.Sources.Docker;
using Skep.Testing;

namespace Skep.Images.Tests.Sources.Docker;

/// <summary>Against a dockerd of the test's own, with an image that it loaded.</summary>
public sealed class DockerSourceTests : IDisposable
{
    private static readonly SampleImage _sample = new SampleImage { CompressLayers = false }
        .Layer("/bin/sh -c #(nop) ADD file:abc in / ", ("etc/os-release", "ID=sample\n"), ("bin/tool", "#!/bin/sh\n"))
        .Layer(
            "RUN /bin/sh -c rm /bin/tool # buildkit", ("bin/.wh.tool", ""), ("etc/.wh..wh..opq", ""), ("etc/new", "x"));

    private readonly TemporaryDirectory _directory = new();

    private string Socket => Path.Combine(_directory.Path, "d.sock");

    private string Root => Path.Combine(_directory.Path, "data");

    private ImageSourceOptions Options => new() { DockerHost = $"unix://{Socket}" };

    [Fact]
    public async Task Layers_are_read_where_the_daemon_keeps_them_or_exported_or_without_the_daemon()
    {
        using (EngineProcess daemon = await StartAsync())
        {
            await LoadAsync();
            await CheckTreesAsync(Options, "sample:1");
            await CheckTreesAsync(Options, SampleImage.DigestOf(_sample.Config));
            await CheckExportAsync();
            SkepException absent = await Assert.ThrowsAsync<SkepException>(() => OpenAsync("absent:1", Options));
            Assert.Equal(ErrorKind.NotFound, absent.Kind);
        }

        // An empty DOCKER_HOST and no socket: the directories alone.
        await CheckTreesAsync(
            new ImageSourceOptions { DockerHost = string.Empty, DockerRoot = Root }, "docker.io/library/sample:1");
        await CheckExchangedConfigurationAsync();
    }

    [Fact]
    public async Task Daemon_that_is_not_there_is_unavailable()
    {
        SkepException e = await Assert.ThrowsAsync<SkepException>(() => OpenAsync("sample:1", Options));
        Assert.Equal(ErrorKind.Unavailable, e.Kind);
        Assert.NotNull(e.Hint);
    }

    [Theory]
    [InlineData("../../containers/json")]
    [InlineData("a?b")]
    [InlineData("A B")]
    public async Task What_is_no_name_does_not_reach_the_api(string name) =>
        Assert.Equal(ErrorKind.Invalid, (await Assert.ThrowsAsync<SkepException>(() => OpenAsync(name, Options))).Kind);

    [Fact]
    public async Task Remote_daemon_without_encryption_is_refused() =>
        Assert.Equal(
            ErrorKind.Invalid,
            (
                await Assert.ThrowsAsync<SkepException>(
                    () => OpenAsync("a", Options with { DockerHost = "tcp://192.0.2.1:2375" }))).Kind);

    public void Dispose() => _directory.Dispose();

    private static async Task<IImage> OpenAsync(string reference, ImageSourceOptions options) =>
        await new DockerSource().OpenAsync(reference, options, TestContext.Current.CancellationToken);

    private async Task<EngineProcess> StartAsync() => await EngineProcess.StartAsync(
        "dockerd",
        "API listen on",
        "--data-root", Root,
        "--exec-root", Path.Combine(_directory.Path, "exec"),
        "--pidfile", Path.Combine(_directory.Path, "pid"),
        "--host", $"unix://{Socket}",
        "--iptables=false",
        "--ip6tables=false",
        "--bridge=none");

    private async Task LoadAsync()
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler);
        using var archive = new ByteArrayContent(SampleImage.Tar(SampleImage.DockerFiles((_sample, "sample:1"))));
        using HttpResponseMessage answer = await client.PostAsync(
            new Uri("http://d/images/load"), archive, TestContext.Current.CancellationToken);
        Assert.Contains(
            "Loaded image",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private static async Task CheckTreesAsync(ImageSourceOptions options, string reference)
    {
        await using IImage image = await OpenAsync(reference, options);
        CheckIdentity(image);
        await using LayerContent lower = await image.OpenLayerAsync(
            image.Layers[0], TestContext.Current.CancellationToken);
        if (lower is not LayerContent.Tree tree)
        {
            Absent.SkipOrFail("dockerd does not use overlay2 here");
            return;
        }

        Assert.True(tree.IsOverlay);
        for (int i = 0; i < image.Layers.Count; i++)
        {
            Assert.Equal(await ContentOfSampleAsync(i), await LayerContents.DescribeAsync(image, i));
        }

        Assert.Equal(
            "ID=sample\n",
            await File.ReadAllTextAsync(
                Path.Combine(tree.Directory, "etc/os-release"), TestContext.Current.CancellationToken));
    }

    private static async Task<string> ContentOfSampleAsync(int layer)
    {
        using var directory = new TemporaryDirectory();
        string tar = directory.File("sample.tar", SampleImage.Tar(SampleImage.DockerFiles((_sample, "sample:1"))));
        await using IImage image = await new ArchiveSource().OpenAsync(
            tar, new(), TestContext.Current.CancellationToken);
        return await LayerContents.DescribeAsync(image, layer);
    }

    private static void CheckIdentity(IImage image)
    {
        Assert.Equal(SampleImage.DigestOf(_sample.Config), image.Identity.ImageId.ToString());
        Assert.Equal("linux/amd64", image.Identity.Platform);
        Assert.Equal(["ADD file:abc in /", "RUN rm /bin/tool"], image.Layers.Select(layer => layer.Instruction));
        Assert.Equal(_sample.Tars.Select(SampleImage.DigestOf), image.Layers.Select(layer => layer.DiffId.ToString()));
    }

    // As when the process may use the socket but not read the daemon's directories.
    private async Task CheckExportAsync()
    {
        await using IImage image = await OpenAsync("sample:1", Options with { DockerRoot = _directory.Path });
        CheckIdentity(image);
        Assert.Equal(["sample:1"], image.Identity.RepoTags);
        await using LayerContent content = await image.OpenLayerAsync(
            image.Layers[1], TestContext.Current.CancellationToken);
        using var copy = new MemoryStream();
        await Assert.IsType<LayerContent.Blob>(content).Stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
        Assert.Equal(SampleImage.DigestOf(_sample.Tars[1]), SampleImage.DigestOf(copy.ToArray()));
    }

    private async Task CheckExchangedConfigurationAsync()
    {
        string id = SampleImage.DigestOf(_sample.Config);
        await File.AppendAllTextAsync(
            Path.Combine(Root, "image/overlay2/imagedb/content/sha256", id[7..]),
            " ",
            TestContext.Current.CancellationToken);
        SkepException e = await Assert.ThrowsAsync<SkepException>(
            () => OpenAsync("sample:1", new ImageSourceOptions { DockerHost = string.Empty, DockerRoot = Root }));
        Assert.Equal(ErrorKind.Invalid, e.Kind);
        Assert.Contains($"expected {id}", e.Message, StringComparison.Ordinal);
    }
}
