using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Skep.Core;
using Skep.Images.Sources.Registry;
using Skep.Testing;

namespace Skep.Images.Tests.Sources.Registry;

/// <summary>Against the Distribution project's own registry, with images pushed by skopeo.</summary>
public sealed class RegistrySourceTests : ImageSourceContract
{
    private RealRegistry? _registry;

    private protected override IImageSource Source => new RegistrySource();

    private protected override ImageSourceOptions Options =>
        new() { DockerConfigDirectory = Directory.Path, Retries = 0 };

    private protected override string Absent => $"{_registry!.Host}/a/b:absent";

    [Fact]
    public async Task Manifest_and_layers_have_the_digests_they_were_pushed_with()
    {
        string reference = await PutAsync(Sample);
        await using IImage byTag = await OpenAsync(reference);
        await using IImage byDigest = await OpenAsync($"{_registry!.Host}/a/b@{byTag.Identity.ManifestDigest}");

        Assert.Equal(SampleImage.DigestOf(Sample.Manifest), byTag.Identity.ManifestDigest.ToString());
        Assert.Equal([$"{_registry.Host}/a/b:1"], byTag.Identity.RepoTags);
        Assert.Equal([$"{_registry.Host}/a/b@{byTag.Identity.ManifestDigest}"], byTag.Identity.RepoDigests);
        Assert.Equal(byTag.Layers, byDigest.Layers);
        Assert.Equal(
            Sample.Blobs.Select(SampleImage.DigestOf), byTag.Layers.Select(layer => layer.BlobDigest.ToString()));
    }

    [Fact]
    public async Task Docker_schema_2_is_read_as_well()
    {
        string layout = SampleImage.WriteTo(Path.Combine(Directory.Path, "layout"), SampleImage.OciFiles("1", Sample));
        _registry = await RealRegistry.StartAsync();
        await _registry.PushAsync($"{layout}:1", "a/b:2", "--format", "v2s2");

        await using IImage image = await OpenAsync($"{_registry.Host}/a/b:2");

        Assert.Equal(SampleImage.DigestOf(Sample.Config), image.Identity.ImageId.ToString());
        Assert.Equal(
            SampleImage.DigestOf(Sample.Blobs[1]), SampleImage.DigestOf(await ReadAsync(image, image.Layers[1])));
    }

    [Fact]
    public async Task Platform_of_an_index_is_chosen()
    {
        SampleImage arm = new SampleImage { Architecture = "arm64" }.Layer("RUN true", ("a", "arm"));
        byte[] index = SampleImage.OciFiles((string?)null, Sample, arm).Single(
            file => file.Name == "index.json").Content;
        JsonArray entries = [SampleImage.Describe(SampleImage.IndexType, index)];
        string layout = SampleImage.WriteTo(
            Path.Combine(
                Directory.Path, "layout"), [.. SampleImage.OciFiles(entries, Sample, arm), SampleImage.Blob(index)]);
        _registry = await RealRegistry.StartAsync();
        await _registry.PushAsync(layout, "a/b:1");

        await using IImage chosen = await OpenAsync(
            $"{_registry.Host}/a/b:1", Options with { Platform = "linux/arm64" });
        SkepException absent = await FailureAsync(
            $"{_registry.Host}/a/b:1", Options with { Platform = "windows/amd64" });

        Assert.Equal(SampleImage.DigestOf(arm.Manifest), chosen.Identity.ManifestDigest.ToString());
        Assert.Contains("there is: linux/amd64, linux/arm64", absent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_file_login_is_accepted_and_its_lack_denied()
    {
        EngineProcess.RequireProgram("htpasswd");
        string users = Directory.File(
            "htpasswd", Encoding.UTF8.GetBytes(await EngineProcess.RunAsync("htpasswd", "-Bbn", "u", "p")));
        string layout = SampleImage.WriteTo(Path.Combine(Directory.Path, "layout"), SampleImage.OciFiles("1", Sample));
        _registry = await RealRegistry.StartAsync($"auth: {{htpasswd: {{realm: r, path: {users}}}}}");
        await _registry.PushAsync($"{layout}:1", "a/b:1", "--dest-creds", "u:p");

        await using IImage image = await OpenAsync(
            $"{_registry.Host}/a/b:1", Options with { Username = "u", Password = "p" });
        SkepException anonymous = await FailureAsync($"{_registry.Host}/a/b:1");
        SkepException wrong = await FailureAsync(
            $"{_registry.Host}/a/b:1", Options with { Username = "u", Password = "q" });

        Assert.Equal(2, image.Layers.Count);
        Assert.Equal(ErrorKind.Denied, anonymous.Kind);
        Assert.Equal(ErrorKind.Denied, wrong.Kind);
    }

    [Fact]
    public async Task Token_server_is_asked_for_each_repository()
    {
        using var key = RSA.Create(2048);
        using X509Certificate2 authority = new CertificateRequest(
            "CN=issuer", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string bundle = Directory.File("root.pem", Encoding.ASCII.GetBytes(authority.ExportCertificatePem()));
        using var tokens = new ScriptedServer(
            request => new ScriptedResponse(200, $"{{\"token\":\"{Token(key, authority, request)}\"}}"));
        string layout = SampleImage.WriteTo(Path.Combine(Directory.Path, "layout"), SampleImage.OciFiles("1", Sample));
        _registry = await RealRegistry.StartAsync(
            $"auth: {{token: {{realm: 'http://{tokens.Host}/token', "
            + $"service: s, issuer: i, rootcertbundle: {bundle}}}}}");
        await _registry.PushAsync($"{layout}:1", "a/b:1");

        await using IImage image = await OpenAsync($"{_registry.Host}/a/b:1");

        Assert.Equal(
            SampleImage.DigestOf(Sample.Blobs[1]), SampleImage.DigestOf(await ReadAsync(image, image.Layers[1])));
        Assert.Contains(tokens.Requests, request => request.Path == "/token?scope=repository%3Aa%2Fb%3Apull&service=s");
    }

    public override void Dispose()
    {
        _registry?.Dispose();
        base.Dispose();
    }

    private protected override async Task<string> PutAsync(SampleImage image)
    {
        string layout = SampleImage.WriteTo(Path.Combine(Directory.Path, "layout"), SampleImage.OciFiles("1", image));
        _registry = await RealRegistry.StartAsync();
        await _registry.PushAsync($"{layout}:1", "a/b:1");
        return $"{_registry.Host}/a/b:1";
    }

    // A JSON web token that allows everything in a/b, signed by the authority that the registry trusts.
    private static string Token(RSA key, X509Certificate2 authority, ScriptedRequest request)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string certificate = Convert.ToBase64String(authority.RawData);
        string header = $"{{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5c\":[\"{certificate}\"]}}";
        string claims = $"{{\"iss\":\"i\",\"aud\":\"s\",\"sub\":\"\",\"exp\":{now + 300},\"nbf\":{now - 60},"
            + $"\"iat\":{now},\"jti\":\"{request.Path.Length}\","
            + "\"access\":[{\"type\":\"repository\",\"name\":\"a/b\",\"actions\":[\"pull\",\"push\"]}]}";
        string signed = $"{Url(Encoding.UTF8.GetBytes(header))}.{Url(Encoding.UTF8.GetBytes(claims))}";
        byte[] bytes = Encoding.ASCII.GetBytes(signed);
        return $"{signed}.{Url(key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
