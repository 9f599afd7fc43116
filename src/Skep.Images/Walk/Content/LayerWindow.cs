using System.Buffers;
using Skep.Core;
using Skep.Images.Compression;

namespace Skep.Images.Walk;

/// <summary>The uncompressed tar, seen through a window of contiguous bytes that moves forward.</summary>
/// <remarks>
/// A file that lies whole in the window is handed to inspectors as a slice of it, without a copy; the slice is valid
/// until the window moves on. The window hashes what it reads and enforces the limit on the layer's size.
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
    private readonly ReadAhead? _ahead;

    // The blob itself, where what nobody wants need not be read.
    private readonly BlobReader? _seekable;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(MaxEnsured + ChunkSize);
    private int _start = MaxEnsured;
    private int _end = MaxEnsured;
    private bool _ended;

    /// <param name="readsAhead">Decode on another thread. Nothing else may use <paramref name="tar"/> before <see
    /// cref="StopAsync"/>.</param>
    public LayerWindow(
        Stream tar, ContentHash? hash, ByteSize limit, bool readsAhead, CancellationToken cancellationToken)
    {
        _tar = tar;
        _hash = hash;
        _limit = limit.Bytes;
        _seekable = hash is null && tar is BlobReader { CanSeek: true } blob ? blob : null;

        // Nothing is decoded then, and a reader ahead would be somewhere else when the walk skips.
        _ahead = readsAhead && _seekable is null ? new ReadAhead(tar, MaxEnsured, ChunkSize, cancellationToken) : null;
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
            if (_seekable is not null && count > ChunkSize)
            {
                // The last byte is read, so that a tar cut off in between is noticed.
                Count(count - 1);
                _seekable.Skip(count - 1);
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

    /// <summary>
    /// Copies and consumes until <paramref name="destination"/> is full; false when the tar ends before.
    /// </summary>
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

    /// <summary>Ends reading ahead, so that the rest of the blob may be read by somebody else.</summary>
    public ValueTask StopAsync() => _ahead?.StopAsync() ?? ValueTask.CompletedTask;

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
        int read;
        if (_ahead is null)
        {
            Keep(kept, _buffer);
            read = await _tar.ReadAsync(_buffer.AsMemory(MaxEnsured, ChunkSize), cancellationToken);
        }
        else if (await _ahead.NextAsync(cancellationToken) is { } chunk)
        {
            byte[] walked = _buffer;
            Keep(kept, chunk.Buffer);
            _ahead.Return(walked);
            read = chunk.Length;
        }
        else
        {
            read = 0;
        }

        if (read == 0)
        {
            _ended = true;
            return false;
        }

        _end += read;
        _hash?.Append(_buffer.AsSpan(MaxEnsured, read));
        Count(read);
        return true;
    }

    private void Keep(int kept, byte[] buffer)
    {
        Span.CopyTo(buffer.AsSpan(MaxEnsured - kept));
        _buffer = buffer;
        _start = MaxEnsured - kept;
        _end = MaxEnsured;
    }

    private void Count(long bytes)
    {
        if (bytes > _limit - TotalRead)
        {
            throw new DamagedLayerException(
                $"layer holds more than {new ByteSize(_limit)} uncompressed; the rest was not looked into");
        }

        TotalRead += bytes;
    }
}
