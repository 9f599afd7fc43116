namespace Skep.Core;

/// <summary>Judges an image as a whole: what no single file shows.</summary>
/// <remarks>
/// Pure and repeatable: it sees a coalesced inventory, which may come from a cache, and never the image.
/// </remarks>
public interface IImageCheck
{
    /// <summary>Path-like, for messages: <c>config/user</c>. The rules it reports may be several.</summary>
    string Id { get; }

    Scanner Scanner { get; }

    IEnumerable<Sighting> Check(ImageInventory image, IFileTree files);
}

/// <summary>Questions about the files a container of the image would see.</summary>
public interface IFileTree
{
    /// <summary>Whether the image's files are known at all; false for an SBOM.</summary>
    bool IsKnown { get; }

    /// <summary>Whether there is a file or directory, links followed.</summary>
    bool Exists(LayerPath path);

    /// <summary>Where a path leads once links are followed; null when they go round in circles.</summary>
    LayerPath? Resolve(LayerPath path);

    /// <summary>The layer whose file is seen at the path, links not followed; null when there is no file.</summary>
    int? LayerOf(LayerPath path);

    /// <summary><c>ecosystem:package</c> of the OS package that owns the file; null when none does.</summary>
    string? OwnerOf(LayerPath path);
}
