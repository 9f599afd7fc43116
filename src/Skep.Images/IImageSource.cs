using Skep.Core;

namespace Skep.Images;

/// <summary>A place images come from: a registry, an archive, a container engine's store.</summary>
public interface IImageSource
{
    /// <summary>The prefix that selects it in a reference: <c>registry</c>, <c>archive</c>, <c>docker</c>.</summary>
    string Id { get; }

    /// <summary>Opens the image, with its manifest and configuration read and their digests checked.</summary>
    /// <param name="reference">What the user typed after the prefix.</param>
    /// <exception cref="SkepException">NotFound when this source does not have it; other kinds when it cannot be
    /// read.</exception>
    ValueTask<IImage> OpenAsync(string reference, ImageSourceOptions options, CancellationToken cancellationToken);
}

/// <summary>An opened image. Layers are read on demand, in any order, several at once.</summary>
public interface IImage : IAsyncDisposable
{
    ImageIdentity Identity { get; }

    /// <summary>Lowest first.</summary>
    IReadOnlyList<ImageLayer> Layers { get; }

    /// <summary>What it says of the container to be made of it; null where there is no configuration.</summary>
    ImageConfiguration? Configuration => null;

    /// <summary>What is wrong with the image as a whole, though it could be opened.</summary>
    IReadOnlyList<Problem> Problems => [];

    /// <summary>Opens one layer's bytes. The caller disposes the result.</summary>
    ValueTask<LayerContent> OpenLayerAsync(ImageLayer layer, CancellationToken cancellationToken);
}

/// <summary>One layer as the manifest and the configuration describe it.</summary>
public sealed record ImageLayer(int Index)
{
    /// <summary>
    /// The digest of the stored blob; null where the source names none (docker archives, engine directories).
    /// </summary>
    public Digest? BlobDigest { get; init; }

    /// <summary>The digest of the uncompressed tar that the configuration claims.</summary>
    public Digest? DiffId { get; init; }

    /// <summary>
    /// It lies unpacked in an engine's directory: <see cref="DiffId"/> is a claim that nobody can verify any more.
    /// </summary>
    public bool IsUnpacked { get; init; }

    /// <summary>Bytes of the stored blob, where known.</summary>
    public long? Size { get; init; }

    /// <summary>The build instruction from the history.</summary>
    public string Instruction { get; init; } = string.Empty;
}

/// <summary>A layer's content: a tar stream, or a directory of a container engine.</summary>
public abstract record LayerContent : IAsyncDisposable
{
    private LayerContent()
    {
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// The blob as stored: a tar, plain or compressed (gzip with any number of members, zstd; told apart by their first
    /// bytes).
    /// </summary>
    public sealed record Blob(Stream Stream) : LayerContent
    {
        public override ValueTask DisposeAsync() => Stream.DisposeAsync();
    }

    /// <summary>A directory that holds the layer unpacked: an overlay2 diff directory, or a root filesystem.</summary>
    /// <remarks>It may be hostile: it is read without ever following a link out of it.</remarks>
    public sealed record Tree(string Directory, bool IsOverlay) : LayerContent;
}
