using System.Text;
using Skep.Core;
using Skep.Images.Sources.Registry;
using Skep.Testing;

namespace Skep.Images.Tests.Sources.Registry;

/// <summary>Who gets to see a credential, and who does not.</summary>
public sealed class RegistryAccessTests : IDisposable
{
    private const string Secret = "correct-horse";
    private const string Basic = "Basic dTpjb3JyZWN0LWhvcnNl";

    private static readonly SampleImage _sample = SampleImage.Small();

    private readonly TemporaryDirectory _directory = new();
    private readonly FaultyRegistry _registry = new FaultyRegistry().With(_sample);

    private ImageSourceOptions Anonymous =>
        new() { RetryDelay = TimeSpan.FromMilliseconds(1), DockerConfigDirectory = _directory.Path };

    private ImageSourceOptions WithPassword => Anonymous with { Username = "u", Password = Secret };

    [Fact]
    public async Task Basic_login_is_sent_only_when_asked_for()
    {
        _registry.Fault = Demand("Basic realm=\"r\"", Basic);

        await using IImage image = await OpenAsync(WithPassword);

        Assert.Null(_registry.Requests.First(request => request.Path != "/v2/").Authorization);
        Assert.Equal(Basic, _registry.Requests[^1].Authorization);
    }

    [Fact]
    public async Task Wrong_password_is_denied_and_never_shown()
    {
        _registry.Fault = (request, _) => request.Path == "/v2/" ? null : new ScriptedResponse(
            401, $"{{\"errors\":[{{\"message\":\"no such login: {Secret} {request.Authorization}\"}}]}}")
        {
            Headers = [("WWW-Authenticate", "Basic realm=\"r\"")],
        };

        SkepException e = await Assert.ThrowsAsync<SkepException>(() => OpenAsync(WithPassword));

        Assert.Equal(ErrorKind.Denied, e.Kind);
        Assert.DoesNotContain(Secret, e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Basic[6..], e.ToString(), StringComparison.Ordinal);
        Assert.NotNull(e.Hint);
    }

    [Fact]
    public async Task Token_is_fetched_once_for_all_layers_and_again_when_it_expires()
    {
        int issued = 0;
        using var tokens = new ScriptedServer(
            _ => new ScriptedResponse(200, $"{{\"token\":\"t{++issued}\",\"expires_in\":300}}"));
        _registry.Fault = Demand(
            $"Bearer realm=\"http://{tokens.Host}/token\",service=\"s v\",scope=\"repository:a/b:pull\"", "Bearer t");
        var time = new SettableTime();

        await using IImage image = await OpenAsync(WithPassword with { Time = time });
        await ReadAsync(image, 0);
        Assert.Equal(1, issued);
        time.Now += TimeSpan.FromMinutes(10);
        await ReadAsync(image, 1);

        Assert.Equal(2, issued);
        Assert.Equal("/token?scope=repository%3Aa%2Fb%3Apull&service=s%20v", tokens.Requests[0].Path);
        Assert.All(tokens.Requests, request => Assert.Equal(Basic, request.Authorization));
        Assert.Equal("Bearer t2", _registry.Requests[^1].Authorization);
        Assert.DoesNotContain(_registry.Requests, request => request.Authorization == Basic);
    }

    [Fact]
    public async Task Identity_token_is_exchanged_by_post()
    {
        using var tokens = new ScriptedServer(_ => new ScriptedResponse(200, "{\"access_token\":\"t1\"}"));
        _registry.Fault = Demand($"Bearer realm=\"http://{tokens.Host}/token\",service=\"s\"", "Bearer t");
        WriteConfig($"{{\"auths\":{{\"http://{_registry.Host}/v2/\":{{\"identitytoken\":\"refresh-me\"}}}}}}");

        await using IImage image = await OpenAsync(Anonymous);

        Assert.Equal("POST", tokens.Requests[0].Method);
        Assert.Contains(
            "grant_type=refresh_token&refresh_token=refresh-me", tokens.Requests[0].Body, StringComparison.Ordinal);
        Assert.Null(tokens.Requests[0].Authorization);
    }

    [Fact]
    public async Task Stored_login_is_found_by_host()
    {
        _registry.Fault = Demand("Basic realm=\"r\"", Basic);
        WriteConfig(
            $"{{\"auths\":{{\"{_registry.Host}\":{{\"auth\":\"{Basic[6..]}\"}},"
            + "\"other.host\":{\"auth\":\"eDp5\"}}}");

        await using IImage image = await OpenAsync(Anonymous);

        Assert.Equal(2, image.Layers.Count);
    }

    [Fact]
    public async Task Broken_store_of_logins_does_not_keep_from_public_images_and_is_named_for_others()
    {
        WriteConfig("{\"credsStore\":\"absent-on-this-machine\"}");
        await using IImage image = await OpenAsync(Anonymous);
        Assert.Equal(2, image.Layers.Count);

        _registry.Fault = Demand("Basic realm=\"r\"", Basic);
        SkepException e = await Assert.ThrowsAsync<SkepException>(() => OpenAsync(Anonymous));
        Assert.Contains("docker-credential-absent-on-this-machine", e.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_to_another_host_does_not_take_the_login_along()
    {
        using var storage = new ScriptedServer(request => _registry.Good(request));
        _registry.Fault = (request, before) => Demand("Basic realm=\"r\"", Basic)(request, before)
            ?? (request.Path.Contains("/blobs/", StringComparison.Ordinal)
                ? new ScriptedResponse(307) { Headers = [("Location", $"http://{storage.Host}{request.Path}")] }
                : null);

        await using IImage image = await OpenAsync(WithPassword);
        await ReadAsync(image, 0);

        Assert.NotEmpty(storage.Requests);
        Assert.All(storage.Requests, request => Assert.Null(request.Authorization));
    }

    [Theory]
    [InlineData("http://registry.example/x", "not encrypted")]
    [InlineData("file:///etc/passwd", "not encrypted")]
    [InlineData("https://169.254.169.254/latest/meta-data", "more private network")]
    public async Task Redirect_to_where_no_registry_is_is_refused(string target, string said)
    {
        _registry.Fault = (request, _) => request.Path == "/v2/"
            ? null
            : new ScriptedResponse(302) { Headers = [("Location", target)] };

        SkepException e = await Assert.ThrowsAsync<SkepException>(() => OpenAsync(WithPassword));

        Assert.Equal(ErrorKind.Denied, e.Kind);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_in_circles_end()
    {
        _registry.Fault = (request, _) => new ScriptedResponse(302) { Headers = [("Location", request.Path)] };
        SkepException e = await Assert.ThrowsAsync<SkepException>(() => OpenAsync(Anonymous));
        Assert.Contains("redirects more than", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mirror_is_asked_first_without_the_registrys_login_and_the_registry_when_it_fails()
    {
        using FaultyRegistry mirror = new FaultyRegistry().With(_sample);
        ImageSourceOptions options = WithPassword with
        {
            Retries = 0,
            Mirrors = new Dictionary<string, IReadOnlyList<string>> { [_registry.Host] = [mirror.Host] },
        };
        mirror.Fault = Demand("Basic realm=\"r\"", "Basic never");
        await using IImage fromRegistry = await OpenAsync(options);
        Assert.All(mirror.Requests, request => Assert.Null(request.Authorization));
        int before = _registry.Requests.Count;

        mirror.Fault = (_, _) => null;
        await using IImage fromMirror = await OpenAsync(options);

        Assert.Equal(before, _registry.Requests.Count);
        Assert.Equal(fromRegistry.Identity.ManifestDigest, fromMirror.Identity.ManifestDigest);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Credential_helper_is_asked_over_its_standard_input()
    {
        string helper = _directory.File("docker-credential-skeptest", Encoding.UTF8.GetBytes(
            $"#!/bin/sh\nread server\n[ \"$1 $server\" = \"get {_registry.Host}\" ] && "
            + $"echo '{{\"Username\":\"u\",\"Secret\":\"{Secret}\"}}'\n"));
        File.SetUnixFileMode(helper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string? path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", $"{_directory.Path}:{path}");
        _registry.Fault = Demand("Basic realm=\"r\"", Basic);
        WriteConfig($"{{\"credHelpers\":{{\"{_registry.Host}\":\"skeptest\"}}}}");

        await using IImage image = await OpenAsync(Anonymous);

        Environment.SetEnvironmentVariable("PATH", path);
        Assert.Equal(2, image.Layers.Count);
    }

    public void Dispose()
    {
        _registry.Dispose();
        _directory.Dispose();
    }

    // Refuses whatever does not carry the wanted authorization; the ping tells only that this is HTTP.
    private static Func<ScriptedRequest, int, ScriptedResponse?> Demand(string challenge, string wanted) =>
        (request, _) =>
        request.Path == "/v2/" || request.Authorization?.StartsWith(wanted, StringComparison.Ordinal) == true
            ? null
            : new ScriptedResponse(401) { Headers = [("WWW-Authenticate", challenge)] };

    private static async Task ReadAsync(IImage image, int index)
    {
        await using LayerContent content = await image.OpenLayerAsync(
            image.Layers[index], TestContext.Current.CancellationToken);
        using var copy = new MemoryStream();
        await Assert.IsType<LayerContent.Blob>(content).Stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
        Assert.Equal(SampleImage.DigestOf(_sample.Blobs[index]), SampleImage.DigestOf(copy.ToArray()));
    }

    private async Task<IImage> OpenAsync(ImageSourceOptions options) =>
        await new RegistrySource().OpenAsync(_registry.Reference, options, TestContext.Current.CancellationToken);

    private void WriteConfig(string json) => _directory.File("config.json", Encoding.UTF8.GetBytes(json));

    private sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
