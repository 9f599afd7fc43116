using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>
/// Where blobs are kept under their digests: a registry's repository, an OCI layout, containerd's content store.
/// </summary>
internal interface IBlobStore : IAsyncDisposable
{
    /// <summary>What it is called in messages: <c>registry host:5000</c>, <c>x.tar</c>.</summary>
    string Title { get; }

    /// <summary>False only when the store knows, without asking anybody, that it does not have the blob.</summary>
    bool MayHold(Digest digest);

    /// <summary>Opens a blob. Its bytes are not verified: who reads them to the end does that.</summary>
    /// <exception cref="SkepException">NotFound when it is not there.</exception>
    ValueTask<Stream> OpenAsync(Descriptor blob, CancellationToken cancellationToken);

    /// <summary>Opens a manifest or an index, which registries keep apart from other blobs.</summary>
    ValueTask<Stream> OpenManifestAsync(Descriptor manifest, CancellationToken cancellationToken) =>
        OpenAsync(manifest, cancellationToken);
}
