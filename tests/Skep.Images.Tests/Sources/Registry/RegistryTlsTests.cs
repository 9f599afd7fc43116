using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Skep.Core;
using Skep.Images.Sources.Registry;
using Skep.Testing;

namespace Skep.Images.Tests.Sources.Registry;

/// <summary>A registry with a certificate of a private authority.</summary>
public sealed class RegistryTlsTests : IDisposable
{
    private static readonly SampleImage _sample = SampleImage.Small();

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Private_authority_is_trusted_when_it_is_given_and_not_otherwise()
    {
        using X509Certificate2 authority = Authority("CN=private");
        using X509Certificate2 other = Authority("CN=other");
        string trusted = _directory.File("ca.pem", Encoding.ASCII.GetBytes(authority.ExportCertificatePem()));
        string unrelated = _directory.File("other.pem", Encoding.ASCII.GetBytes(other.ExportCertificatePem()));
        using RealRegistry registry = await RealRegistry.StartAsync(
            string.Empty, IssueFor(IPAddress.Loopback, authority));
        string layout = SampleImage.WriteTo(
            Path.Combine(_directory.Path, "layout"), SampleImage.OciFiles("1", _sample));
        await registry.PushAsync($"{layout}:1", "a/b:1");
        string reference = $"{registry.Host}/a/b:1";

        await using IImage known = await OpenAsync(reference, new ImageSourceOptions { CaCertificates = trusted });
        await using IImage unchecked_ = await OpenAsync(reference, new ImageSourceOptions { Insecure = true });
        SkepException unknown = await FailureAsync(reference, new ImageSourceOptions());
        SkepException foreign = await FailureAsync(reference, new ImageSourceOptions { CaCertificates = unrelated });

        Assert.Equal(2, known.Layers.Count);
        Assert.Equal(known.Identity.ManifestDigest, unchecked_.Identity.ManifestDigest);
        Assert.Equal(ErrorKind.Unavailable, unknown.Kind);
        Assert.Equal(ErrorKind.Unavailable, foreign.Kind);
    }

    [Fact]
    public async Task File_without_certificates_is_refused()
    {
        string empty = _directory.File("empty.pem", []);
        SkepException e = await FailureAsync("127.0.0.1:1/a:1", new ImageSourceOptions { CaCertificates = empty });
        Assert.Equal(ErrorKind.Invalid, e.Kind);
    }

    public void Dispose() => _directory.Dispose();

    private static async Task<SkepException> FailureAsync(string reference, ImageSourceOptions options) =>
        await Assert.ThrowsAsync<SkepException>(() => OpenAsync(reference, options with { Retries = 0 }));

    private static async Task<IImage> OpenAsync(string reference, ImageSourceOptions options) =>
        await new RegistrySource().OpenAsync(reference, options, TestContext.Current.CancellationToken);

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private string IssueFor(IPAddress address, X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=registry", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 leaf = request.Create(
            authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), [1, 2, 3, 4]);
        string certificate = _directory.File("leaf.pem", Encoding.ASCII.GetBytes(leaf.ExportCertificatePem()));
        string secret = _directory.File("leaf.key", Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        return $", tls: {{certificate: {certificate}, key: {secret}}}";
    }
}
