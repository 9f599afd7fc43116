using System.Security.Cryptography;
using Skep.Core;
using Skep.Images.Sources.Registry;
using Skep.Testing;

namespace Skep.Images.Tests.Sources.Registry;

public sealed class RegistryFaultTests : ImageSourceContract
{
    // Large enough to be cut in the middle; noise, so that compression leaves it large.
    private static readonly SampleImage _large = new SampleImage()
        .Layer("RUN noise", ("noise", Convert.ToBase64String(RandomNumberGenerator.GetBytes(400_000))));

    private readonly FaultyRegistry _registry = new();

    private protected override IImageSource Source => new RegistrySource();

    private protected override ImageSourceOptions Options => new()
    {
        RetryDelay = TimeSpan.FromMilliseconds(1),
        ResponseTimeout = TimeSpan.FromSeconds(5),
        DockerConfigDirectory = Directory.Path,
    };

    private protected override string Absent => $"{_registry.Host}/a/b:absent";

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task Passing_failure_is_tried_again(int status)
    {
        _registry.With(Sample).Fault = (request, before) => before < 2
            && request.Path != "/v2/"
            ? new ScriptedResponse(status)
            : null;

        await using IImage image = await OpenAsync(_registry.Reference);

        Assert.Equal(
            SampleImage.DigestOf(Sample.Blobs[0]), SampleImage.DigestOf(await ReadAsync(image, image.Layers[0])));
    }

    [Fact]
    public async Task Lasting_failure_is_told_with_what_the_registry_said()
    {
        _registry.With(Sample).Fault = (request, _) => request.Path == "/v2/"
            ? null
            : new ScriptedResponse(503, "{\"errors\":[{\"message\":\"down for repairs\"}]}");

        SkepException e = await FailureAsync(_registry.Reference, Options with { Retries = 1 });

        Assert.Equal(ErrorKind.Unavailable, e.Kind);
        Assert.Contains("503 (down for repairs)", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, _registry.Requests.Count(request => request.Path != "/v2/"));
    }

    [Fact]
    public async Task Server_that_asks_for_too_much_patience_is_not_waited_for()
    {
        _registry.With(Sample).Fault = (request, _) => request.Path == "/v2/"
            ? null
            : new ScriptedResponse(429) { Headers = [("Retry-After", "86400")] };

        SkepException e = await FailureAsync(_registry.Reference);

        Assert.Equal(ErrorKind.Unavailable, e.Kind);
        Assert.Contains("429", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Broken_transfer_is_taken_up_where_it_broke(bool ignoreRange)
    {
        _registry.With(_large).Fault = (request, before) => !request.Path.Contains("/blobs/", StringComparison.Ordinal)
            || before > 3
            ? null
            : _registry.Good(request, ignoreRange) with { CutAfter = 30_000 * (before + 1) };

        await using IImage image = await OpenAsync(_registry.Reference);

        Assert.Equal(
            SampleImage.DigestOf(_large.Blobs[0]), SampleImage.DigestOf(await ReadAsync(image, image.Layers[0])));
        Assert.Contains(_registry.Requests, request => request.Offset > 0);
    }

    [Fact]
    public async Task Transfer_that_never_ends_well_fails()
    {
        _registry.With(_large).Fault = (request, _) => request.Path.EndsWith(
            SampleImage.DigestOf(_large.Blobs[0]), StringComparison.Ordinal)
            ? new ScriptedResponse(200, _large.Blobs[0]) { CutAfter = request.Offset > 0 ? 0 : 1000 }
            : null;
        await using IImage image = await OpenAsync(_registry.Reference);

        SkepException e = await Assert.ThrowsAsync<SkepException>(() => ReadAsync(image, image.Layers[0]));

        Assert.Equal(ErrorKind.Unavailable, e.Kind);
        Assert.Contains(SampleImage.DigestOf(_large.Blobs[0]), e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/manifests/")]
    [InlineData("/blobs/")]
    public async Task Silence_is_not_waited_out(string where)
    {
        _registry.With(Sample).Fault = (request, _) => request.Path.Contains(where, StringComparison.Ordinal)
            ? _registry.Good(request) with { CutAfter = 0, Stall = true }
            : null;

        SkepException e = await FailureAsync(
            _registry.Reference, Options with { ResponseTimeout = TimeSpan.FromMilliseconds(100), Retries = 1 });

        Assert.Equal(ErrorKind.Unavailable, e.Kind);
        Assert.Contains("did not answer", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blob_longer_than_its_descriptor_is_refused()
    {
        _registry.With(Sample).Put($"blobs/{SampleImage.DigestOf(Sample.Blobs[0])}", "x", [.. Sample.Blobs[0], 0]);
        await using IImage image = await OpenAsync(_registry.Reference);

        SkepException e = await Assert.ThrowsAsync<SkepException>(() => ReadAsync(image, image.Layers[0]));

        Assert.Equal(ErrorKind.Invalid, e.Kind);
    }

    [Fact]
    public async Task Exchanged_content_is_named_by_its_digest()
    {
        string asked = SampleImage.DigestOf(Sample.Manifest);
        _registry.With(Sample).Put($"manifests/{asked}", SampleImage.ManifestType, [.. Sample.Manifest, (byte)' ']);
        SkepException manifest = await FailureAsync($"{_registry.Host}/a/b@{asked}");

        string configDigest = SampleImage.DigestOf(Sample.Config);
        _registry.With(Sample).Put($"blobs/{configDigest}", "x", [.. Sample.Config[..^1], (byte)' ']);
        SkepException config = await FailureAsync(_registry.Reference);
        _registry.Put($"blobs/{configDigest}", "x", "{}"u8.ToArray());
        SkepException shorter = await FailureAsync(_registry.Reference);

        Assert.Contains($"expected {asked}", manifest.Message, StringComparison.Ordinal);
        Assert.Contains($"expected {configDigest}", config.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.Invalid, shorter.Kind);
        Assert.Contains($"2 bytes for blob {configDigest}", shorter.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_that_the_server_claims_must_be_true()
    {
        _registry.With(Sample).Fault = (request, _) => request.Path.EndsWith("/manifests/1", StringComparison.Ordinal)
            ? _registry.Good(request) with { Headers = [("Docker-Content-Digest", SampleImage.DigestOf([]))] }
            : null;

        Assert.Contains(
            SampleImage.DigestOf([]), (await FailureAsync(_registry.Reference)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Garbage_and_endless_manifests_are_refused()
    {
        _registry.Put("manifests/1", SampleImage.ManifestType, RandomNumberGenerator.GetBytes(1000));
        Assert.Equal(ErrorKind.Invalid, (await FailureAsync(_registry.Reference)).Kind);

        _registry.Put("manifests/1", SampleImage.ManifestType, new byte[5 << 20]);
        Assert.Contains(
            "larger than 4 MiB", (await FailureAsync(_registry.Reference)).Message, StringComparison.Ordinal);

        _registry.Put(
            "manifests/1",
            "application/vnd.docker.distribution.manifest.v1+prettyjws",
            "{\"schemaVersion\":1}"u8.ToArray());
        Assert.Contains("schema 1", (await FailureAsync(_registry.Reference)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closed_port_is_told_at_once()
    {
        SkepException e = await FailureAsync("127.0.0.1:1/a/b:1");
        Assert.Equal(ErrorKind.Unavailable, e.Kind);
        Assert.Contains("127.0.0.1:1", e.Message, StringComparison.Ordinal);
    }

    public override void Dispose()
    {
        _registry.Dispose();
        base.Dispose();
    }

    private protected override Task<string> PutAsync(SampleImage image) =>
        Task.FromResult(_registry.With(image).Reference);
}
