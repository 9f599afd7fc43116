using Skep.Core;

namespace Skep.Policy.Matching;

/// <summary>An image's names as patterns meet them: <c>alpine</c> is <c>docker.io/library/alpine:latest</c>.</summary>
/// <remarks>Names inside an archive are whatever its builder wrote there.</remarks>
internal sealed class ImageNames
{
    private const string DockerHub = "docker.io";

    /// <summary>What people put before a reference to say where to look.</summary>
    private static readonly string[] Sources = ["registry:", "docker:", "containerd:", "podman:"];

    private readonly IReadOnlyList<ImageName> _names;

    public ImageNames(ImageIdentity image) =>
        _names = [.. image.RepoTags.Prepend(image.Name).Where(name => name.Length > 0).Distinct().Select(Parse)];

    public bool IsInRegistry(string pattern) => _names.Any(name => TextGlob.Matches(pattern, name.Registry));

    /// <summary>The repository without its registry: <c>library/alpine</c>.</summary>
    public bool IsRemote(PathGlob pattern) => _names.Any(name => pattern.Matches(name.Repository));

    public bool IsTag(string pattern) => _names.Any(name => name.Tag.Length > 0 && TextGlob.Matches(pattern, name.Tag));

    /// <summary>A path pattern over any spelling of a name, with its registry and tag or without.</summary>
    public bool Match(PathGlob pattern) =>
        _names.Any(name => name.Spellings.Any(spelling => pattern.Matches(spelling)));

    public override string ToString() => _names.Count == 0 ? "an image without a name" : _names[0].Typed;

    private static ImageName Parse(string text)
    {
        string typed = Sources.FirstOrDefault(source => text.StartsWith(source, StringComparison.Ordinal)) is { } source
            ? text[source.Length..]
            : text;
        string name = typed.Split('@')[0];
        int colon = name.LastIndexOf(':');
        bool hasTag = colon > name.LastIndexOf('/');
        string tag = hasTag ? name[(colon + 1)..] : typed.Contains('@') ? string.Empty : "latest";
        string path = hasTag ? name[..colon] : name;
        int slash = path.IndexOf('/');
        bool hasRegistry = slash > 0 && (path[..slash].AsSpan().ContainsAny('.', ':') || path[..slash] == "localhost");
        string registry = hasRegistry ? path[..slash] : DockerHub;
        registry = registry == "index.docker.io" ? DockerHub : registry;
        string repository = hasRegistry ? path[(slash + 1)..] : path;
        repository = registry == DockerHub && !repository.Contains('/') ? "library/" + repository : repository;
        return new ImageName(typed, registry, repository, tag);
    }

    private sealed record ImageName(string Typed, string Registry, string Repository, string Tag)
    {
        public IEnumerable<string> Spellings { get; } =
        [
            Typed,
            Typed.Split('@')[0],
            Registry + "/" + Repository,
            $"{Registry}/{Repository}:{Tag}",
            Repository,
            $"{Repository}:{Tag}",
            .. Short(Registry, Repository, Tag),
        ];

        private static string[] Short(string registry, string repository, string tag) =>
            registry == DockerHub && repository.StartsWith("library/", StringComparison.Ordinal)
                ? [repository["library/".Length..], $"{repository["library/".Length..]}:{tag}"]
                : [];
    }
}
