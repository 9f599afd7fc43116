using Skep.Core;
using Skep.Images.Sources.Archive;
using Skep.Images.Sources.Content;
using Skep.Images.Sources.Rootfs;

namespace Skep.Images;

/// <summary>Finds the image that a reference, as people type it, means.</summary>
/// <remarks>
/// <c>SOURCE:REST</c> asks one source. Without a prefix an existing archive or OCI layout is opened; otherwise the
/// container engines of this machine are asked and then the registry, in the order of <see cref="Implicit"/>. An answer
/// of "not here" leads on to the next; damaged content does not: what is wrong is said, not hidden behind another copy.
/// </remarks>
public static class ImageOpener
{
    /// <summary>The sources asked for a reference without a prefix.</summary>
    private static readonly string[] Implicit = ["docker", "containerd", "podman", "registry"];

    public static async ValueTask<IImage> OpenAsync(
        string reference,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reference))
        {
            throw new SkepException(ErrorKind.Invalid, "no image named", "name one: skep image nginx:1.25");
        }

        foreach (IImageSource source in ImageSources.All)
        {
            if (reference.StartsWith(source.Id + ":", StringComparison.Ordinal))
            {
                IImage image = await source.OpenAsync(reference[(source.Id.Length + 1)..], options, cancellationToken);
                return new RenamedImage(image, image.Identity with { Name = reference });
            }
        }

        return LocalSourceOf(reference) is { } local
            ? await Source(local).OpenAsync(reference, options, cancellationToken)
            : await SearchAsync(reference, options, cancellationToken);
    }

    /// <summary>Opens a directory that holds a root filesystem; links in it are never followed out of it.</summary>
    public static IImage OpenRootFilesystem(string directory) => new RootFilesystemImage(directory);

    private static async ValueTask<IImage> SearchAsync(
        string reference,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        var failures = new List<(string Source, SkepException Error)>();
        foreach (IImageSource source in Implicit.Select(FindSource).OfType<IImageSource>())
        {
            try
            {
                return await source.OpenAsync(reference, options, cancellationToken);
            }
            catch (SkepException e) when (e.Kind is ErrorKind.NotFound or ErrorKind.Unavailable or ErrorKind.Denied)
            {
                failures.Add((source.Id, e));
            }
        }

        string tried = string.Join("; ", failures.Select(failure => $"{failure.Source}: {failure.Error.Message}"));
        string hints = string.Join("; ", failures.Select(failure => failure.Error.Hint).OfType<string>().Distinct());
        ErrorKind kind = failures.Count > 0 ? failures[^1].Error.Kind : ErrorKind.NotFound;
        throw new SkepException(kind, $"cannot find image '{reference}' ({tried})", hints.Length > 0 ? hints : null);
    }

    // A directory or file that merely shares an image's name is not meant by it.
    private static string? LocalSourceOf(string reference)
    {
        if (reference == "-")
        {
            return "archive";
        }

        string path = ImageChoice.Split(reference).Path;
        bool isPath = reference[0] is '/' or '.' or '~';
        if (Directory.Exists(path))
        {
            return isPath || File.Exists(Path.Combine(path, "index.json")) ? "oci" : null;
        }

        bool isArchive = isPath || (File.Exists(path) && ArchiveFile.IsArchive(path))
            || path.EndsWith(".tar", StringComparison.Ordinal) || path.Contains(".tar.", StringComparison.Ordinal);
        return isArchive ? "archive" : null;
    }

    private static IImageSource Source(string id) => FindSource(id)!;

    private static IImageSource? FindSource(string id) => ImageSources.All.FirstOrDefault(source => source.Id == id);
}
