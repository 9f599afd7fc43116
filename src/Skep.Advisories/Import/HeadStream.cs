using Skep.Core;

namespace Skep.Advisories.Import;

/// <summary>A stream whose first bytes were looked at, given back from the start, up to a limit.</summary>
/// <remarks>
/// Past the limit it throws <see cref="InvalidDataException"/>: a bomb ends there, whatever reads it.
/// </remarks>
internal sealed class HeadStream : Stream
{
    private readonly Stream _rest;
    private readonly long _limit;
    private long _position;

    private HeadStream(Stream rest, byte[] head, ByteSize limit) => (_rest, Head, _limit) = (rest, head, limit.Bytes);

    /// <summary>The first bytes: all of a short stream, else as many as were asked for.</summary>
    public byte[] Head { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public static async ValueTask<HeadStream> OpenAsync(
        Stream source,
        int headLength,
        ByteSize limit,
        CancellationToken cancellationToken)
    {
        byte[] head = new byte[headLength];
        try
        {
            int read = await source.ReadAtLeastAsync(head, headLength, throwOnEndOfStream: false, cancellationToken);
            return new HeadStream(source, read == headLength ? head : head[..read], limit);
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            throw new InvalidDataException("the compressed content is damaged", failure);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (FromHead(buffer) is var head and > 0)
        {
            return Count(head);
        }

        try
        {
            return Count(_rest.Read(buffer));
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            throw new InvalidDataException("the compressed content is damaged", failure);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (FromHead(buffer.Span) is var head and > 0)
        {
            return Count(head);
        }

        try
        {
            return Count(await _rest.ReadAsync(buffer, cancellationToken));
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            throw new InvalidDataException("the compressed content is damaged", failure);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rest.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Decompressors fail in many ways on damaged bytes; to a reader they are all one.</summary>
    internal static bool IsDamage(Exception failure) =>
        failure
            is SharpCompress.Common.SharpCompressException
                or ZstdSharp.ZstdException
                or EndOfStreamException
                or ArithmeticException
                or IndexOutOfRangeException
                or ArgumentException
                or InvalidOperationException
                or NotSupportedException
                or NullReferenceException;

    private int FromHead(Span<byte> buffer)
    {
        if (_position >= Head.Length)
        {
            return 0;
        }

        ReadOnlySpan<byte> left = Head.AsSpan((int)_position);
        int count = Math.Min(left.Length, buffer.Length);
        left[..count].CopyTo(buffer);
        return count;
    }

    private int Count(int read)
    {
        _position += read;
        return _position <= _limit ? read : throw new InvalidDataException($"larger than {new ByteSize(_limit)}");
    }
}
