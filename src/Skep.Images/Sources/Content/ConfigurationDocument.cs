using System.Globalization;
using System.Text;
using System.Text.Json;
using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>
/// An image's configuration: platform, layers' diffIDs, and what it says of containers and of its build.
/// </summary>
/// <remarks>Format: <see href="https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md"/>.</remarks>
internal sealed record ConfigurationDocument
{
    public required ImagePlatform Platform { get; init; }

    public DateTimeOffset? Created { get; init; }

    public IReadOnlyList<Digest> DiffIds { get; init; } = [];

    /// <summary>
    /// The name of each layer together with those below it, under which engines keep what they unpack.
    /// </summary>
    /// <remarks>See <see
    /// href="https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md#layer-chainid"/>.</remarks>
    public IReadOnlyList<Digest> ChainIds
    {
        get
        {
            var chains = new List<Digest>();
            foreach (Digest diffId in DiffIds)
            {
                chains.Add(
                    chains.Count == 0 ? diffId : Documents.DigestOf(Encoding.ASCII.GetBytes($"{chains[^1]} {diffId}")));
            }

            return chains;
        }
    }

    public required ImageConfiguration Container { get; init; }

    public IReadOnlyDictionary<string, string> Labels => Container.Labels;

    /// <summary>The build instruction of each layer; empty where the history does not say.</summary>
    public IReadOnlyList<string> Instructions => BuildHistory.Instructions(Container.History, DiffIds.Count);

    /// <summary>This configuration when the layers at hand are not the ones it names.</summary>
    public ConfigurationDocument WithoutLayers() => this with
    {
        DiffIds = [],
        Container = Container with
        {
            History = [.. Container.History.Select(entry => entry with { LayerIndex = null })],
        },
    };

    public static ConfigurationDocument Parse(ReadOnlyMemory<byte> bytes, string document)
    {
        JsonView root = JsonView.Parse(bytes, document);
        JsonView rootfs = root.Find("rootfs") ?? throw root.Wrong("has no 'rootfs': it is not an image configuration");
        List<Digest> diffIds = [.. rootfs.Items("diff_ids").Select(id => id.AsDigest(id.AsText("diff_ids")))];
        return new ConfigurationDocument
        {
            Platform = ImagePlatform.Read(root),
            Created = ReadTime(root.Text("created")),
            DiffIds = diffIds,
            Container = ReadContainer(root, diffIds.Count),
        };
    }

    private static ImageConfiguration ReadContainer(JsonView root, int layers)
    {
        ImageConfiguration container = new()
        {
            Author = root.Text("author") ?? string.Empty,
            History = BuildHistory.Read(root.Items("history"), layers),
        };
        if (root.Find("config") is not { Element.ValueKind: JsonValueKind.Object } config)
        {
            return container;
        }

        return container with
        {
            User = config.Text("User") ?? string.Empty,
            Environment = config.Texts("Env"),
            Entrypoint = config.Texts("Entrypoint"),
            Command = config.Texts("Cmd"),
            WorkingDirectory = config.Text("WorkingDir") ?? string.Empty,
            ExposedPorts = config.Keys("ExposedPorts"),
            Volumes = config.Keys("Volumes"),
            OnBuild = config.Texts("OnBuild"),
            Shell = config.Texts("Shell"),
            StopSignal = config.Text("StopSignal") ?? string.Empty,
            HealthCheck = config.Find("Healthcheck")?.Texts("Test") ?? [],
            Labels = config.Map("Labels"),
        };
    }

    // Reproducible builds write the year 1 or 0; neither is a date worth showing, but 1970 is what others write.
    public static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            && time.Year > 1
            ? time.ToUniversalTime()
            : null;
}
