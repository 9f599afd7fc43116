using System.Buffers;
using Skep.Core;
using Skep.Images.Compression;

namespace Skep.Images.Walk;

/// <summary>The uncompressed tar, seen through a window of contiguous bytes that moves forward.</summary>
/// <remarks>
/// A file that lies whole in the window is handed to inspectors as a slice of it, without a copy; the slice is valid until
/// the window moves on. The window hashes what it reads and enforces the limit on the layer's size.
/// </remarks>
internal sealed class LayerWindow : IDisposable
{
    /// <summary>The most that <see cref="EnsureAsync"/> can be asked for.</summary>
    public const int MaxEnsured = 64 * 1024;

    // Decoded bytes are hashed and walked while they are still in the second-level cache.
    private const int ChunkSize = (512 * 1024) - MaxEnsured;

    private readonly Stream _tar;
    private readonly ContentHash? _hash;
    private readonly long _limit;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(MaxEnsured + ChunkSize);
    private int _start = MaxEnsured;
    private int _end = MaxEnsured;
    private bool _ended;

    public LayerWindow(Stream tar, ContentHash? hash, ByteSize limit)
    {
        _tar = tar;
        _hash = hash;
        _limit = limit.Bytes;
    }

    /// <summary>Bytes read from the tar so far, consumed or not.</summary>
    public long TotalRead { get; private set; }

    public int Length => _end - _start;

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(_start, Length);

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(_start, Length);

    public void Consume(int count) => _start += count;

    /// <summary>Makes <paramref name="count"/> bytes available; false when the tar ends before.</summary>
    public ValueTask<bool> EnsureAsync(int count, CancellationToken cancellationToken) =>
        Length >= count ? new ValueTask<bool>(true) : EnsureSlowlyAsync(count, cancellationToken);

    /// <summary>Moves past <paramref name="count"/> bytes; false when the tar ends before.</summary>
    public async ValueTask<bool> SkipAsync(long count, CancellationToken cancellationToken)
    {
        while (count > Length)
        {
            count -= Length;
            _start = _end;
            if (_hash is null && _tar is BlobReader { CanSeek: true } seekable && count > ChunkSize)
            {
                // The last byte is read, so that a tar cut off in between is noticed.
                Count(count - 1);
                seekable.Skip(count - 1);
                count = 1;
            }

            if (!await FillAsync(cancellationToken))
            {
                return false;
            }
        }

        _start += (int)count;
        return true;
    }

    /// <summary>Copies and consumes until <paramref name="destination"/> is full; false when the tar ends before.</summary>
    public async ValueTask<bool> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (true)
        {
            int count = Math.Min(destination.Length, Length);
            Span[..count].CopyTo(destination.Span);
            _start += count;
            destination = destination[count..];
            if (destination.IsEmpty)
            {
                return true;
            }

            if (!await FillAsync(cancellationToken))
            {
                return false;
            }
        }
    }

    /// <summary>Reads to the end, for the hash alone.</summary>
    public async ValueTask<bool> DrainAsync(CancellationToken cancellationToken)
    {
        do
        {
            _start = _end;
        }
        while (await FillAsync(cancellationToken));

        return true;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private async ValueTask<bool> EnsureSlowlyAsync(int count, CancellationToken cancellationToken)
    {
        while (Length < count)
        {
            if (!await FillAsync(cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    // Keeps what is not consumed, which is at most MaxEnsured bytes: nobody fills with more than that left.
    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_ended)
        {
            return false;
        }

        int kept = Length;
        Span.CopyTo(_buffer.AsSpan(MaxEnsured - kept));
        _start = MaxEnsured - kept;
        _end = MaxEnsured;
        int read = await _tar.ReadAsync(_buffer.AsMemory(MaxEnsured, ChunkSize), cancellationToken);
        _end += read;
        _ended = read == 0;
        _hash?.Append(_buffer.AsSpan(MaxEnsured, read));
        Count(read);
        return read > 0;
    }

    private void Count(long bytes)
    {
        if (bytes > _limit - TotalRead)
        {
            throw new DamagedLayerException($"layer holds more than {new ByteSize(_limit)} uncompressed; the rest was not looked into");
        }

        TotalRead += bytes;
    }
}
