using Skep.Core;
using Skep.Images.Sources.Archive;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Docker;

/// <summary>Opens images of the local Docker Engine: <c>docker:NAME</c>, <c>docker:ID</c>.</summary>
/// <remarks>
/// Where its overlay2 directories may be read, layers are taken from there and nothing is copied. Otherwise, and with
/// the containerd image store, the engine exports the image into a nameless temporary file. Without a daemon the
/// directories alone will do.
/// </remarks>
internal sealed class DockerSource : IImageSource
{
    public string Id => "docker";

    public async ValueTask<IImage> OpenAsync(
        string reference,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        CheckName(reference);
        using DockerEngine? engine = DockerEngine.Find(options);
        return engine is null
            ? await OpenWithoutDaemonAsync(reference, options, cancellationToken)
            : await OpenAsync(engine, reference, options, cancellationToken);
    }

    // The name becomes part of a path of the API: what is neither a reference nor an id does not get there.
    private static void CheckName(string reference)
    {
        bool isId = reference.Length > 0 && !reference.AsSpan().ContainsAnyExcept("0123456789abcdef");
        if (!isId && !Digest.TryParse(reference, out _))
        {
            ImageReference.Parse(reference);
        }
    }

    private static async ValueTask<IImage> OpenAsync(
        DockerEngine engine,
        string reference,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        JsonView found = await engine.AskAsync($"images/{reference}/json", $"image '{reference}'", cancellationToken);
        Digest id = found.RequiredDigest("Id");
        var identity = new ImageIdentity
        {
            Name = reference,
            ImageId = id,
            RepoTags = [.. found.Items("RepoTags").Select(tag => tag.AsText("RepoTags"))],
            RepoDigests = [.. found.Items("RepoDigests").Select(digest => digest.AsText("RepoDigests"))],
        };
        JsonView engineInfo = await engine.AskAsync("info", "description of itself", cancellationToken);
        string root = options.DockerRoot ?? engineInfo.Text("DockerRootDir") ?? DockerStore.DefaultRoot;
        bool isOverlay = engineInfo.Text("Driver") == "overlay2";
        return isOverlay && await new DockerStore(root).TryOpenAsync(id, identity, cancellationToken) is { } image
            ? CheckPlatform(image, options)
            : await ExportAsync(engine, identity, isOverlay, options, cancellationToken);
    }

    private static async ValueTask<IImage> ExportAsync(
        DockerEngine engine,
        ImageIdentity identity,
        bool isIdOfConfiguration,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        Digest id = identity.ImageId!.Value;
        string what = $"export of '{identity.Name}'";
        using HttpResponseMessage response = await engine.SendAsync(
            $"images/{identity.Name}/get", what, cancellationToken);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        ArchiveFile file = await ArchiveFile.SpoolAsync(body, what, options, cancellationToken);
        IImage image = await ArchiveSource.OpenAsync(
            file, null, identity with { ImageId = null }, options, cancellationToken);
        if (isIdOfConfiguration && image.Identity.ImageId != id)
        {
            await image.DisposeAsync();
            throw new SkepException(
                ErrorKind.Invalid, $"Docker exported image {image.Identity.ImageId} when it was asked for {id}");
        }

        return new RenamedImage(
            image, image.Identity with { RepoTags = identity.RepoTags, RepoDigests = identity.RepoDigests });
    }

    private static async ValueTask<IImage> OpenWithoutDaemonAsync(
        string reference,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        var store = new DockerStore(options.DockerRoot ?? DockerStore.DefaultRoot);
        Digest? id = Digest.TryParse(reference, out Digest given)
            ? given
            : await store.FindAsync(reference, cancellationToken);
        return id is { } known
            && await store.TryOpenAsync(known, new ImageIdentity { Name = reference }, cancellationToken) is { } image
            ? CheckPlatform(image, options)
            : throw new SkepException(
                ErrorKind.NotFound, "no Docker Engine here has it", "set DOCKER_HOST if the engine is elsewhere");
    }

    private static TreeImage CheckPlatform(TreeImage image, ImageSourceOptions options) =>
        options.Platform is null
            || ImagePlatform.Parse(image.Identity.Platform).Serves(ImagePlatform.Parse(options.Platform))
            ? image
            : throw new SkepException(
                ErrorKind.NotFound,
                $"Docker has {image.Identity.Name} for {image.Identity.Platform}, not {options.Platform}");
}
