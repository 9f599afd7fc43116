using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Podman;

/// <summary>Opens images from the storage that Podman, Buildah and CRI-O share: <c>podman:NAME</c>.</summary>
internal sealed class PodmanSource : IImageSource
{
    public string Id => "podman";

    public async ValueTask<IImage> OpenAsync(
        string reference,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        string[] roots = [.. Roots(options)];
        SkepException? denied = null;
        foreach (string root in roots)
        {
            try
            {
                if (await new PodmanStore(root).TryOpenAsync(reference, cancellationToken) is { } image)
                {
                    return options.Platform is null
                        || ImagePlatform.Parse(image.Identity.Platform).Serves(ImagePlatform.Parse(options.Platform))
                        ? image
                        : throw new SkepException(
                            ErrorKind.NotFound,
                            $"Podman has {reference} for {image.Identity.Platform}, not {options.Platform}");
                }
            }
            catch (SkepException e) when (e.Kind == ErrorKind.Denied)
            {
                denied ??= e;
            }
        }

        throw denied
            ?? new SkepException(
                ErrorKind.NotFound,
                $"no Podman storage has image '{reference}' (looked in {string.Join(", ", roots)})");
    }

    private static IEnumerable<string> Roots(ImageSourceOptions options)
    {
        if (options.PodmanRoot is { } given)
        {
            return [given];
        }

        string home = Environment.GetEnvironmentVariable("XDG_DATA_HOME")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/share");
        return [Path.Combine(home, "containers/storage"), "/var/lib/containers/storage"];
    }
}
