using Skep.Core;

namespace Skep.Compliance.Rules;

/// <summary>Judges one area of an image by rules that the reference lists.</summary>
internal abstract class ConfigCheck : IImageCheck
{
    public abstract string Id { get; }

    /// <summary>Every rule it may report.</summary>
    public abstract IReadOnlyList<ConfigRule> Rules { get; }

    public Scanner Scanner => Scanner.Config;

    // Paths, users and permissions mean other things there.
    public IEnumerable<Sighting> Check(ImageInventory image, IFileTree files) =>
        image.Image.Platform.StartsWith("windows", StringComparison.OrdinalIgnoreCase) ? [] : Judge(image, files);

    protected abstract IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files);
}
