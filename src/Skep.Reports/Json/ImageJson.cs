using System.Text.Json;
using Skep.Core;
using static Skep.Reports.Json.Members;

namespace Skep.Reports.Json;

/// <summary>Configuration, base and properties of an image on their way into the document and back.</summary>
internal static class ImageJson
{
    private const int Octal = 8;
    private const int MaxMode = 0xFFF;

    public static ConfigurationEntry Entry(ImageConfiguration configuration) => new()
    {
        User = Given(configuration.User),
        Environment = List(configuration.Environment),
        Entrypoint = List(configuration.Entrypoint),
        Command = List(configuration.Command),
        WorkingDirectory = Given(configuration.WorkingDirectory),
        ExposedPorts = List(configuration.ExposedPorts),
        Volumes = List(configuration.Volumes),
        OnBuild = List(configuration.OnBuild),
        Shell = List(configuration.Shell),
        StopSignal = Given(configuration.StopSignal),
        HealthCheck = List(configuration.HealthCheck),
        Author = Given(configuration.Author),
        Labels = Sorted(configuration.Labels),
        Annotations = Sorted(configuration.Annotations),
        History = List(configuration.History, entry => new InstructionEntry
        {
            Instruction = Given(entry.Instruction),
            LayerIndex = entry.LayerIndex,
            Created = entry.Created,
            Arguments = List(entry.Arguments),
        }),
    };

    public static ImageConfiguration Configuration(ConfigurationEntry entry) => new()
    {
        User = entry.User ?? string.Empty,
        Environment = Whole(entry.Environment),
        Entrypoint = Whole(entry.Entrypoint),
        Command = Whole(entry.Command),
        WorkingDirectory = entry.WorkingDirectory ?? string.Empty,
        ExposedPorts = Whole(entry.ExposedPorts),
        Volumes = Whole(entry.Volumes),
        OnBuild = Whole(entry.OnBuild),
        Shell = Whole(entry.Shell),
        StopSignal = entry.StopSignal ?? string.Empty,
        HealthCheck = Whole(entry.HealthCheck),
        Author = entry.Author ?? string.Empty,
        Labels = Whole(entry.Labels),
        Annotations = Whole(entry.Annotations),
        History = [.. Whole(entry.History).Select(line => new HistoryEntry(
            line.Instruction ?? string.Empty, line.LayerIndex)
        {
            Created = line.Created,
            Arguments = Whole(line.Arguments),
        })],
    };

    public static BaseEntry Entry(BaseImage image) => new(image.Name, image.Evidence)
    {
        LayerCount = image.LayerCount,
        ManifestDigest = image.ManifestDigest?.ToString(),
        Created = image.Created,
        IsOutdated = image.IsOutdated,
    };

    public static BaseImage Base(BaseEntry entry) => new(entry.Name, entry.Evidence)
    {
        LayerCount = entry.LayerCount,
        ManifestDigest = ToDigest(entry.ManifestDigest),
        Created = entry.Created,
        IsOutdated = entry.IsOutdated,
    };

    public static TraitEntry Entry(Placed<Trait> trait) => new(trait.What.Kind, trait.What.Name)
    {
        Location = Given(trait.What.Location),
        LayerIndex = trait.LayerIndex,
        IsRemoved = trait.IsRemoved,
        OwnedBy = trait.OwnedBy,
    };

    public static Placed<Trait> Trait(TraitEntry entry) =>
        new(new Trait(entry.Kind, entry.Name) { Location = entry.Location ?? string.Empty })
        {
            LayerIndex = entry.LayerIndex,
            IsRemoved = entry.IsRemoved,
            OwnedBy = entry.OwnedBy,
        };

    public static SpecialFileEntry Entry(Placed<SpecialFile> file) =>
        new(file.What.Path.ToString(), Convert.ToString(file.What.Mode, Octal))
        {
            IsDirectory = file.What.IsDirectory,
            OwnerId = file.What.OwnerId,
            GroupId = file.What.GroupId,
            Capabilities = file.What.Capabilities,
            LayerIndex = file.LayerIndex,
            IsRemoved = file.IsRemoved,
            OwnedBy = file.OwnedBy,
        };

    public static Placed<SpecialFile> SpecialFile(SpecialFileEntry entry) =>
        new(new SpecialFile(LayerPath.Parse(entry.Path), Mode(entry.Mode), entry.IsDirectory)
        {
            OwnerId = entry.OwnerId,
            GroupId = entry.GroupId,
            Capabilities = entry.Capabilities,
        })
        {
            LayerIndex = entry.LayerIndex,
            IsRemoved = entry.IsRemoved,
            OwnedBy = entry.OwnedBy,
        };

    // Four octal digits at most, by hand: the framework's conversion throws three kinds of exceptions.
    private static int Mode(string text)
    {
        int mode = 0;
        foreach (char digit in text)
        {
            mode = digit is >= '0' and < '8' && mode <= MaxMode / Octal
                ? (mode * Octal) + (digit - '0')
                : throw new JsonException("mode is not a number of at most four octal digits");
        }

        return mode;
    }
}
