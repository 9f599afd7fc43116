using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Registry;

/// <summary>A repository's blobs, from its mirrors in order and then from the registry itself.</summary>
internal sealed class RegistryRepository(ImageReference reference, IReadOnlyList<RegistryClient> clients) : IBlobStore
{
    // The document the reference names is needed again when it is resolved: fetched once.
    private (Digest Digest, byte[] Bytes)? _root;

    public string Title => reference.FamiliarRepository;

    public bool MayHold(Digest digest) => true;

    /// <summary>Fetches what the tag or digest names and says what it is.</summary>
    public ValueTask<Descriptor> FindRootAsync(CancellationToken cancellationToken) =>
        FirstAsync(client => FetchRootAsync(client, cancellationToken));

    public ValueTask<Stream> OpenManifestAsync(Descriptor manifest, CancellationToken cancellationToken)
    {
        if (_root is { } root && root.Digest == manifest.Digest)
        {
            return ValueTask.FromResult<Stream>(new MemoryStream(root.Bytes, writable: false));
        }

        string path = $"manifests/{manifest.Digest}";
        return FirstAsync<Stream>(
            async client => new MemoryStream((await FetchAsync(client, path, cancellationToken)).Bytes));
    }

    public ValueTask<Stream> OpenAsync(Descriptor blob, CancellationToken cancellationToken) =>
        FirstAsync<Stream>(async client =>
        {
            var stream = new RegistryBlobStream(client, blob, $"blobs/{blob.Digest}");
            try
            {
                await stream.ConnectAsync(cancellationToken);
                return stream;
            }
            catch (SkepException e) when (e.Kind == ErrorKind.NotFound && MediaTypes.IsForeignLayer(blob.MediaType))
            {
                await stream.DisposeAsync();
                throw new SkepException(
                    ErrorKind.Invalid,
                    $"layer {blob.Digest} is foreign: {client.Host} does not hold it, only its vendor does",
                    "push the image with its foreign layers (--allow-nondistributable-artifacts)",
                    e);
            }
            catch
            {
                await stream.DisposeAsync();
                throw;
            }
        });

    public ValueTask DisposeAsync()
    {
        foreach (RegistryClient client in clients)
        {
            client.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    // Wrong content ends the search: what a mirror exchanged must be seen, not papered over.
    private async ValueTask<T> FirstAsync<T>(Func<RegistryClient, ValueTask<T>> attempt)
    {
        foreach (RegistryClient mirror in clients.SkipLast(1))
        {
            try
            {
                return await attempt(mirror);
            }
            catch (SkepException e) when (e.Kind is ErrorKind.NotFound or ErrorKind.Unavailable or ErrorKind.Denied)
            {
                // The next one may have it; if none has, the registry's own answer is the one to show.
            }
        }

        return await attempt(clients[^1]);
    }

    private async ValueTask<Descriptor> FetchRootAsync(RegistryClient client, CancellationToken cancellationToken)
    {
        string path = $"manifests/{(reference.Digest is { } asked ? asked.ToString() : reference.Tag)}";
        (byte[] bytes, string? type, string? claimed) = await FetchAsync(client, path, cancellationToken);
        Digest digest = Documents.DigestOf(bytes, reference.Digest?.Algorithm ?? "sha256");
        string what = $"manifest of {reference.Familiar} from {client.Host}";
        if (reference.Digest is { } expected)
        {
            Documents.Verify(bytes, new Descriptor(string.Empty, expected, bytes.Length), what);
        }

        if (Digest.TryParse(claimed, out Digest stated) && Documents.DigestOf(bytes, stated.Algorithm) != stated)
        {
            Documents.Verify(bytes, new Descriptor(string.Empty, stated, bytes.Length), what);
        }

        if (MediaTypes.IsSchema1(type))
        {
            // Parsing says so with a hint; the content of such an answer is not looked at further.
            type = string.Empty;
        }

        _root = (digest, bytes);
        return new Descriptor(type ?? string.Empty, digest, bytes.Length);
    }

    private static async ValueTask<(byte[] Bytes, string? Type, string? Claimed)> FetchAsync(
        RegistryClient client,
        string path,
        CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
        {
            using HttpResponseMessage response = await client.GetAsync(
                path, MediaTypes.Manifests, 0, cancellationToken);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(client.ResponseTimeout);
            try
            {
                await using Stream body = await response.Content.ReadAsStreamAsync(patience.Token);
                byte[] bytes = await Documents.ReadAsync(body, $"manifest from {client.Host}", patience.Token);
                string? claimed = response.Headers.TryGetValues(
                    "Docker-Content-Digest", out IEnumerable<string>? values)
                    ? values.FirstOrDefault()
                    : null;
                return (bytes, response.Content.Headers.ContentType?.MediaType, claimed);
            }
            catch (Exception e) when (RegistryHttp.IsTransient(e, cancellationToken))
            {
                if (attempt >= client.Retry.Retries || !await client.Retry.WaitAsync(attempt, null, cancellationToken))
                {
                    throw client.Unreachable(e);
                }
            }
        }
    }
}
