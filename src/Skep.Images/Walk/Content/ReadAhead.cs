using System.Buffers;
using System.Threading.Channels;

namespace Skep.Images.Walk;

/// <summary>Decodes a layer on another thread, a few chunks ahead of the walk.</summary>
/// <remarks>
/// Chunks go round between both sides, so memory stays the same however far they drift apart. Each has room in front
/// for what the walk keeps of the chunk before it. It pays when decoding and walking cost about the same: with gzip
/// and a diffID to check, wall time falls by a third while CPU time stays as it is.
/// </remarks>
internal sealed class ReadAhead
{
    // One being walked, one being decoded, two for the side that is faster just now.
    private const int Chunks = 4;

    private readonly Stream _tar;
    private readonly int _room;
    private readonly int _size;
    private readonly Channel<byte[]> _free = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<Chunk> _filled = Channel.CreateUnbounded<Chunk>();
    private readonly Task _decoding;

    /// <param name="room">Bytes to leave in front of each chunk.</param>
    /// <param name="size">Bytes of each chunk behind that.</param>
    public ReadAhead(Stream tar, int room, int size, CancellationToken cancellationToken)
    {
        (_tar, _room, _size) = (tar, room, size);
        for (int i = 0; i < Chunks; i++)
        {
            _free.Writer.TryWrite(ArrayPool<byte>.Shared.Rent(room + size));
        }

        _decoding = Task.Run(() => DecodeAsync(cancellationToken), CancellationToken.None);
    }

    /// <summary>
    /// The next chunk, or null at the end. Throws what decoding threw, behind all that was decoded before.
    /// </summary>
    public async ValueTask<Chunk?> NextAsync(CancellationToken cancellationToken) =>
        await _filled.Reader.WaitToReadAsync(cancellationToken) && _filled.Reader.TryRead(out Chunk chunk)
            ? chunk
            : null;

    public void Return(byte[] buffer)
    {
        if (!_free.Writer.TryWrite(buffer))
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Ends decoding at the next chunk and waits for it, so that the blob may be read by somebody else.
    /// </summary>
    public async ValueTask StopAsync()
    {
        _free.Writer.TryComplete();
        ReturnAll(_free.Reader);
        await _decoding;
        while (_filled.Reader.TryRead(out Chunk chunk))
        {
            ArrayPool<byte>.Shared.Return(chunk.Buffer);
        }
    }

    private static void ReturnAll(ChannelReader<byte[]> buffers)
    {
        while (buffers.TryRead(out byte[]? buffer))
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Never throws: what goes wrong is handed to the reader of the chunks.
    private async Task DecodeAsync(CancellationToken cancellationToken)
    {
        while (await _free.Reader.WaitToReadAsync(CancellationToken.None) && _free.Reader.TryRead(out byte[]? buffer))
        {
            var progress = new Progress();
            Task filling = FillAsync(buffer, progress, cancellationToken);
            await filling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (progress.Length > 0)
            {
                _filled.Writer.TryWrite(new Chunk(buffer, progress.Length));
            }
            else
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            if (!filling.IsCompletedSuccessfully || progress.Length < _size)
            {
                _filled.Writer.TryComplete(
                    filling.IsCanceled
                        ? new OperationCanceledException(cancellationToken)
                        : filling.Exception?.InnerException);
                return;
            }
        }
    }

    private async Task FillAsync(byte[] buffer, Progress progress, CancellationToken cancellationToken)
    {
        int read;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            read = await _tar.ReadAsync(
                buffer.AsMemory(_room + progress.Length, _size - progress.Length), cancellationToken);
            progress.Length += read;
        }
        while (read > 0 && progress.Length < _size);
    }

    /// <summary>Decoded bytes behind the room in front of a buffer.</summary>
    public readonly record struct Chunk(byte[] Buffer, int Length);

    private sealed class Progress
    {
        public int Length { get; set; }
    }
}
