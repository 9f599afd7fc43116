using Skep.Images.Sources.Archive;
using Skep.Images.Sources.Containerd;
using Skep.Images.Sources.Docker;
using Skep.Images.Sources.Oci;
using Skep.Images.Sources.Podman;
using Skep.Images.Sources.Registry;

namespace Skep.Images;

/// <summary>Every place Skep gets images from, sorted by folder. To add one, add a folder and a line here.</summary>
public static class ImageSources
{
    public static IReadOnlyList<IImageSource> All { get; } =
    [
        new ArchiveSource(),
        new ContainerdSource(),
        new DockerSource(),
        new OciSource(),
        new PodmanSource(),
        new RegistrySource(),
    ];
}
