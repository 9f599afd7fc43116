using System.Net;
using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Registry;

/// <summary>A blob on its way from a registry; a broken connection is taken up again where it broke.</summary>
/// <remarks>
/// It gives exactly as many bytes as the descriptor says, or fails. Only as many repetitions without any progress are
/// made as the options allow, and no more than <see cref="MaxConnections"/> in all.
/// </remarks>
internal sealed class RegistryBlobStream(RegistryClient client, Descriptor blob, string path) : ForwardStream
{
    // A server that hangs up after every few bytes must not keep a scan alive for ever.
    private const int MaxConnections = 100;

    private CancellationTokenSource _patience = new();

    private HttpResponseMessage? _response;
    private Stream? _body;
    private long _offset;
    private int _connections;
    private int _failures;

    public override long Length => blob.Size;

    public override long Position
    {
        get => _offset;
        set => throw new NotSupportedException();
    }

    /// <summary>Makes the first connection, so that a missing blob is known at once.</summary>
    public async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        _connections++;
        _response = await client.GetAsync(path, ["*/*"], _offset, cancellationToken);
        _body = await _response.Content.ReadAsStreamAsync(cancellationToken);
        long? whole = _response.StatusCode == HttpStatusCode.PartialContent
            ? _response.Content.Headers.ContentRange?.Length
            : _response.Content.Headers.ContentLength;
        if (whole is { } length && length != blob.Size)
        {
            throw new SkepException(
                ErrorKind.Invalid,
                $"{client.Host} has {length} bytes for blob {blob.Digest}, not the {blob.Size} its descriptor says");
        }

        if (_offset == 0)
        {
            return;
        }

        if (_response.StatusCode == HttpStatusCode.PartialContent)
        {
            if (_response.Content.Headers.ContentRange?.From is { } from && from != _offset)
            {
                throw new IOException($"{client.Host} answers with another range than the one asked for");
            }

            return;
        }

        // The server ignores ranges: read once more what is already known.
        byte[] known = new byte[64 * 1024];
        for (long left = _offset; left > 0;)
        {
            int read = await ReadBoundedAsync(known.AsMemory(0, (int)Math.Min(left, known.Length)), cancellationToken);
            left -= read > 0 ? read : throw new EndOfStreamException("the answer became shorter");
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                if (_body is null)
                {
                    await ConnectAsync(cancellationToken);
                }

                int read = await ReadBoundedAsync(buffer, cancellationToken);
                if (read == 0 && buffer.Length > 0 && _offset < blob.Size)
                {
                    throw new EndOfStreamException($"it ended after {_offset} of {blob.Size} bytes");
                }

                _failures = read > 0 ? 0 : _failures;
                _offset += read;
                return _offset <= blob.Size ? read : throw new SkepException(
                    ErrorKind.Invalid, $"{client.Host} sends more than the {blob.Size} bytes of blob {blob.Digest}");
            }
            catch (Exception e) when (RegistryHttp.IsTransient(e, cancellationToken))
            {
                await HangUpAsync();
                if (++_failures > client.Retry.Retries || _connections >= MaxConnections
                    || !await client.Retry.WaitAsync(_failures - 1, null, cancellationToken))
                {
                    SkepException failure = client.Unreachable(e);
                    throw new SkepException(
                        failure.Kind,
                        $"blob {blob.Digest} could not be read to its end: {failure.Message}",
                        failure.Hint,
                        e);
                }
            }
        }
    }

    // The walk reads layers on threads of its own and may do so synchronously.
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body?.Dispose();
            _response?.Dispose();
            _patience.Dispose();
        }

        base.Dispose(disposing);
    }

    // One source for all reads: a linked one per read would cost more than the read.
    private async ValueTask<int> ReadBoundedAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!_patience.TryReset())
        {
            _patience.Dispose();
            _patience = new CancellationTokenSource();
        }

        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static patience => ((CancellationTokenSource)patience!).Cancel(), _patience);
        _patience.CancelAfter(client.ResponseTimeout);
        try
        {
            return await _body!.ReadAsync(buffer, _patience.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private async ValueTask HangUpAsync()
    {
        if (_body is not null)
        {
            await _body.DisposeAsync();
        }

        _response?.Dispose();
        _body = null;
        _response = null;
    }
}
