using System.Globalization;
using System.Text;
using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>An image's configuration: platform, layers' diffIDs, labels and the history of its build.</summary>
/// <remarks>Format: <see href="https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md"/>.</remarks>
internal sealed record ImageConfiguration
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

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The build instruction of each layer; empty where the history does not say.</summary>
    public IReadOnlyList<string> Instructions { get; init; } = [];

    public static ImageConfiguration Parse(ReadOnlyMemory<byte> bytes, string document)
    {
        JsonView root = JsonView.Parse(bytes, document);
        JsonView rootfs = root.Find("rootfs") ?? throw root.Wrong("has no 'rootfs': it is not an image configuration");
        List<Digest> diffIds = [.. rootfs.Items("diff_ids").Select(id => id.AsDigest(id.AsText("diff_ids")))];
        return new ImageConfiguration
        {
            Platform = ImagePlatform.Read(root),
            Created = ReadTime(root.Text("created")),
            DiffIds = diffIds,
            Labels = root.Find("config") is { } config ? config.Map("Labels") : new Dictionary<string, string>(),
            Instructions = BuildHistory.Instructions(root.Items("history"), diffIds.Count),
        };
    }

    // Reproducible builds write the year 1 or 0; neither is a date worth showing, but 1970 is what others write.
    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            && time.Year > 1
            ? time.ToUniversalTime()
            : null;
}
