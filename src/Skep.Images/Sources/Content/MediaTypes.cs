namespace Skep.Images.Sources.Content;

/// <summary>The media types of images, as Docker and OCI name them.</summary>
internal static class MediaTypes
{
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string OciConfig = "application/vnd.oci.image.config.v1+json";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerConfig = "application/vnd.docker.container.image.v1+json";

    private const string DockerSchema1 = "application/vnd.docker.distribution.manifest.v1";

    /// <summary>What a registry is asked for, best first.</summary>
    public static readonly string[] Manifests = [OciIndex, DockerList, OciManifest, DockerManifest];

    public static bool IsIndex(string? type) => type is OciIndex or DockerList;

    public static bool IsManifest(string? type) => type is OciManifest or DockerManifest;

    public static bool IsSchema1(string? type) => type?.StartsWith(DockerSchema1, StringComparison.Ordinal) == true;

    /// <summary>Old tools write the configuration as an octet stream, and Podman's as an OCI one.</summary>
    public static bool IsImageConfig(string type) =>
        type is OciConfig or DockerConfig or "application/octet-stream" or "application/json" or "";

    /// <summary>A layer that is meant to be fetched from its vendor, such as a Windows base.</summary>
    public static bool IsForeignLayer(string type) =>
        type.Contains("nondistributable", StringComparison.Ordinal)
            || type.Contains("rootfs.foreign", StringComparison.Ordinal);

    public static bool IsEncryptedLayer(string type) => type.EndsWith("+encrypted", StringComparison.Ordinal);
}
