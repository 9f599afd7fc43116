using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Registry;

/// <summary>Opens images in registries: <c>registry:NAME</c>. Layers are streamed, never stored.</summary>
internal sealed class RegistrySource : IImageSource
{
    public string Id => "registry";

    public async ValueTask<IImage> OpenAsync(
        string reference,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        if (Digest.TryParse(reference, out _))
        {
            throw new SkepException(
                ErrorKind.NotFound, $"{reference} is an id, which names an image in a local engine only");
        }

        ImageReference name = ImageReference.Parse(reference);
        var repository = new RegistryRepository(name, [.. Clients(name, options)]);
        try
        {
            Descriptor root = await repository.FindRootAsync(cancellationToken);
            ResolvedImage image = await new ContentResolver(repository, options.Platform).ResolveAsync(
                [root], cancellationToken);
            return new ContentImage(repository, image, new ImageIdentity
            {
                Name = reference,
                RepoTags = name.Tag is null ? [] : [$"{name.FamiliarRepository}:{name.Tag}"],
                RepoDigests = [$"{name.FamiliarRepository}@{root.Digest}"],
            });
        }
        catch
        {
            await repository.DisposeAsync();
            throw;
        }
    }

    // What the user gave is for the registry they named; a mirror gets only what is stored under its own name.
    private static IEnumerable<RegistryClient> Clients(ImageReference name, ImageSourceOptions options)
    {
        foreach (string mirror in options.Mirrors.GetValueOrDefault(name.Registry, []))
        {
            int slash = mirror.IndexOf('/');
            string host = slash < 0 ? mirror : mirror[..slash];
            string prefix = slash < 0 ? string.Empty : $"{mirror[(slash + 1)..].Trim('/')}/";
            if (!ImageReference.TryParse($"{host}/{prefix}{name.Repository}", out ImageReference? place)
                || place.Registry != host)
            {
                throw new SkepException(ErrorKind.Invalid, $"not a mirror: '{mirror}'", "expected host[:port][/path]");
            }

            yield return new RegistryClient(host, place.Repository, null, options);
        }

        yield return new RegistryClient(name.Registry, name.Repository, Given(options), options);
    }

    private static RegistryCredential? Given(ImageSourceOptions options) => options switch
    {
        { RegistryToken: { } token } => new RegistryCredential.BearerToken(token),
        { Username: { } user, Password: { } password } => new RegistryCredential.Password(user, password),
        _ => null,
    };
}
