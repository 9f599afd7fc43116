using System.Buffers;

namespace Skep.Images.Compression;

/// <summary>A layer's blob as it is stored, hashed while it is read.</summary>
/// <remarks>
/// Decoders that take spans use <see cref="Buffered"/>, <see cref="FillAsync"/> and <see cref="Consume"/> and copy
/// nothing; the rest read it as a stream. It does not own the stream below.
/// </remarks>
internal sealed class BlobReader : ForwardStream
{
    // Big enough for SHA-256 at full speed, small enough to stay in the second-level cache for the decoder.
    private const int BufferSize = 256 * 1024;

    private readonly Stream _stream;
    private readonly ContentHash? _hash;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _start;
    private int _end;

    public BlobReader(Stream stream, ContentHash? hash)
    {
        _stream = stream;
        _hash = hash;
    }

    /// <summary>What has been read and not consumed.</summary>
    public ReadOnlySpan<byte> Buffered => _buffer.AsSpan(_start, _end - _start);

    /// <summary>
    /// Whether <see cref="Skip"/> is possible: nothing has to be hashed and the stream below can seek.
    /// </summary>
    public override bool CanSeek => _hash is null && _stream.CanSeek;

    public void Consume(int count) => _start += count;

    /// <summary>Reads more behind what is buffered; false at the end of the blob.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        Buffered.CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int read = await ReadBelowAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    /// <summary>Reads until <paramref name="count"/> bytes are buffered or the blob ends.</summary>
    public async ValueTask PeekAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count && await FillAsync(cancellationToken))
        {
        }
    }

    /// <summary>Reads the rest, for its hash alone.</summary>
    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        do
        {
            _start = _end;
        }
        while (_hash is not null && await FillAsync(cancellationToken));
    }

    /// <summary>Moves on without reading. Past the end is not noticed here but by the next read.</summary>
    public void Skip(long count)
    {
        int buffered = (int)Math.Min(count, _end - _start);
        _start += buffered;
        _stream.Seek(count - buffered, SeekOrigin.Current);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start == _end)
        {
            if (buffer.Length >= BufferSize)
            {
                return await ReadBelowAsync(buffer, cancellationToken);
            }

            if (!await FillAsync(cancellationToken))
            {
                return 0;
            }
        }

        int count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer.Span);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _start = _end = 0;
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadBelowAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int read = await _stream.ReadAsync(buffer, cancellationToken);
        _hash?.Append(buffer.Span[..read]);
        return read;
    }
}
