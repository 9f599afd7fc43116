using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>How one document points to another: its digest, size and kind.</summary>
/// <remarks>Format: <see href="https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md"/>.</remarks>
internal sealed record Descriptor(string MediaType, Digest Digest, long Size)
{
    public const string RefNameAnnotation = "org.opencontainers.image.ref.name";
    public const string ContainerdNameAnnotation = "io.containerd.image.name";

    private const string ReferenceTypeAnnotation = "vnd.docker.reference.type";

    public ImagePlatform? Platform { get; init; }

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Where a foreign layer is to be fetched from.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>A build record beside the images of an index, not an image.</summary>
    public bool IsAttestation =>
        Annotations.GetValueOrDefault(ReferenceTypeAnnotation) == "attestation-manifest"
            || Platform is { IsUnknown: true };

    public static Descriptor Read(JsonView view)
    {
        long size = view.Number("size") is >= 0 and { } stated
            ? stated
            : throw view.Wrong("has a descriptor without a size");
        return new Descriptor(view.Text("mediaType") ?? string.Empty, view.RequiredDigest("digest"), size)
        {
            Platform = view.Find("platform") is { } platform ? ImagePlatform.Read(platform) : null,
            Annotations = view.Map("annotations"),
            Urls = [.. view.Items("urls").Select(url => url.AsText("urls"))],
        };
    }
}
