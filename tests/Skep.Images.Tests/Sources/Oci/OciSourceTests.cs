using System.Text;
using System.Text.Json.Nodes;
using Skep.Core;
using Skep.Images.Sources.Oci;
using Skep.Testing;

namespace Skep.Images.Tests.Sources.Oci;

public sealed class OciSourceTests : ImageSourceContract
{
    private protected override IImageSource Source => new OciSource();

    private protected override string Absent => Path.Combine(Directory.Path, "absent");

    private string Root => Path.Combine(Directory.Path, "layout");

    [Fact]
    public async Task Image_is_chosen_by_tag_or_digest()
    {
        SampleImage other = new SampleImage().Layer("RUN true", ("a", "b"));
        JsonObject first = SampleImage.Describe(SampleImage.ManifestType, Sample.Manifest);
        JsonObject second = SampleImage.Describe(SampleImage.ManifestType, other.Manifest);
        first["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = "1" };
        second["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = "2" };
        SampleImage.WriteTo(Root, SampleImage.OciFiles(new JsonArray(first, second), Sample, other));

        await using IImage byTag = await OpenAsync($"{Root}:2");
        await using IImage byDigest = await OpenAsync($"{Root}@{SampleImage.DigestOf(Sample.Manifest)}");
        SkepException several = await FailureAsync(Root);
        SkepException absent = await FailureAsync($"{Root}:3");

        Assert.Equal(SampleImage.DigestOf(other.Manifest), byTag.Identity.ManifestDigest.ToString());
        Assert.Equal(SampleImage.DigestOf(Sample.Manifest), byDigest.Identity.ManifestDigest.ToString());
        Assert.Contains("several images: 1, 2", several.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.NotFound, absent.Kind);
    }

    [Fact]
    public async Task Platform_is_chosen_and_attestations_are_not_images()
    {
        SampleImage arm = new SampleImage { Architecture = "arm64" }.Layer("RUN true", ("a", "arm"));
        byte[] index = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = SampleImage.IndexType,
            ["manifests"] = new JsonArray(
                Entry(Sample.Manifest, "linux", "amd64"), Entry(arm.Manifest, "linux", "arm64"), Entry(
                    "{}"u8.ToArray(), "unknown", "unknown")),
        }.ToJsonString());
        JsonArray entries = [SampleImage.Describe(SampleImage.IndexType, index)];
        SampleImage.WriteTo(Root, [.. SampleImage.OciFiles(entries, Sample, arm), SampleImage.Blob(index)]);

        await using IImage chosen = await OpenAsync(Root, Options with { Platform = "linux/arm64/v8" });
        SkepException absent = await FailureAsync(Root, Options with { Platform = "linux/s390x" });

        Assert.Equal("linux/arm64", chosen.Identity.Platform);
        Assert.Equal(SampleImage.DigestOf(arm.Manifest), chosen.Identity.ManifestDigest.ToString());
        Assert.Equal(ErrorKind.NotFound, absent.Kind);
        Assert.Contains("there is: linux/amd64, linux/arm64", absent.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown", absent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_platform_there_is_serves_any_machine()
    {
        SampleImage odd = new SampleImage { Architecture = "s390x" }.Layer("RUN true", ("a", "b"));
        await using IImage image = await OpenAsync(await PutAsync(odd));
        Assert.Equal("linux/s390x", image.Identity.Platform);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exchanged_document_is_named_by_its_digest(bool manifest)
    {
        string reference = await PutAsync(Sample);
        byte[] document = manifest ? Sample.Manifest : Sample.Config;
        File.WriteAllBytes(Path.Combine(Root, SampleImage.Blob(document).Name), [.. document, (byte)' ']);

        SkepException e = await FailureAsync(reference);

        Assert.Equal(ErrorKind.Invalid, e.Kind);
        Assert.Contains($"expected {SampleImage.DigestOf(document)}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_out_of_the_layout_are_refused()
    {
        string reference = await PutAsync(Sample);
        string blob = Path.Combine(Root, SampleImage.Blob(Sample.Blobs[0]).Name);
        File.Delete(blob);
        File.CreateSymbolicLink(blob, Directory.File("outside", Sample.Blobs[0]));

        await using IImage image = await OpenAsync(reference);
        SkepException e = await Assert.ThrowsAsync<SkepException>(() => ReadAsync(image, image.Layers[0]));

        Assert.Equal(ErrorKind.Invalid, e.Kind);
        Assert.Contains("is a link out of", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_in_circles_and_pipes_are_refused_without_waiting()
    {
        string reference = await PutAsync(Sample);
        string manifest = Path.Combine(Root, SampleImage.Blob(Sample.Manifest).Name);
        File.Delete(manifest);
        File.CreateSymbolicLink(manifest, manifest);
        SkepException loop = await FailureAsync(reference);

        File.Delete(manifest);
        await EngineProcess.RunAsync("mkfifo", manifest);
        SkepException pipe = await FailureAsync(reference);

        Assert.True(loop.Kind is ErrorKind.Invalid or ErrorKind.NotFound, loop.Message);
        Assert.Equal(ErrorKind.Invalid, pipe.Kind);
    }

    [Fact]
    public async Task Artefacts_and_schema_1_are_refused_by_what_they_are()
    {
        byte[] chart = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["config"] = SampleImage.Describe("application/vnd.cncf.helm.config.v1+json", "{}"u8.ToArray()),
            ["layers"] = new JsonArray(),
        }.ToJsonString());
        byte[] schema1 = "{\"schemaVersion\":1,\"name\":\"old\",\"fsLayers\":[]}"u8.ToArray();

        foreach ((byte[] document, string said) in new[] { (chart, "helm"), (schema1, "schema 1") })
        {
            JsonArray entries = [SampleImage.Describe(SampleImage.ManifestType, document)];
            SampleImage.WriteTo(Root, [.. SampleImage.OciFiles(entries), SampleImage.Blob(document)]);
            Assert.Contains(said, (await FailureAsync(Root)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Damaged_index_ends_in_a_clear_error_or_an_image()
    {
        string reference = await PutAsync(Sample);
        string path = Path.Combine(Root, "index.json");
        byte[] index = File.ReadAllBytes(path);
        for (int seed = 0; seed < 300; seed++)
        {
            File.WriteAllBytes(path, Mutations.Damage(index, seed));
            try
            {
                await using IImage image = await OpenAsync(reference);
                Assert.Equal(2, image.Layers.Count);
            }
            catch (SkepException e)
            {
                Assert.True(e.Kind is ErrorKind.Invalid or ErrorKind.NotFound, e.ToString());
            }
        }
    }

    private protected override Task<string> PutAsync(SampleImage image) =>
        Task.FromResult(SampleImage.WriteTo(Root, SampleImage.OciFiles("1", image)));

    private static JsonObject Entry(byte[] manifest, string os, string architecture)
    {
        JsonObject entry = SampleImage.Describe(SampleImage.ManifestType, manifest);
        entry["platform"] = new JsonObject { ["os"] = os, ["architecture"] = architecture };
        return entry;
    }
}
