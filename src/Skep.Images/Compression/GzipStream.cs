using System.Buffers.Binary;

namespace Skep.Images.Compression;

/// <summary>The uncompressed content of a gzip blob: any number of members, and zeros behind the last.</summary>
internal sealed class GzipStream(BlobReader blob, IInflater inflater, bool checkCrc) : DecodedStream(blob)
{
    private readonly byte[] _trailer = new byte[GzipHeader.TrailerLength];
    private Part _next = Part.Header;
    private int _trailerRead;
    private uint _length;
    private bool _isFirst = true;

    private enum Part
    {
        Header,
        Content,
        Trailer,
    }

    private protected override bool MayEndHere => _next == Part.Header && !_isFirst;

    protected override void Dispose(bool disposing)
    {
        inflater.Dispose();
        base.Dispose(disposing);
    }

    private protected override int Decode(ReadOnlySpan<byte> input, Span<byte> output, out int consumed)
    {
        switch (_next)
        {
            case Part.Header:
                consumed = ReadHeader(input);
                return 0;
            case Part.Trailer:
                consumed = ReadTrailer(input);
                return 0;
            default:
                return ReadContent(input, output, out consumed);
        }
    }

    private int ReadHeader(ReadOnlySpan<byte> input)
    {
        // Blobs cut out of block devices and tapes end in zeros.
        int zeros = _isFirst ? 0 : input.IndexOfAnyExcept((byte)0);
        if (zeros != 0)
        {
            return zeros < 0 ? input.Length : zeros;
        }

        int length = input.IsEmpty ? 0 : GzipHeader.Measure(input);
        if (length > 0)
        {
            if (!_isFirst)
            {
                inflater.Reset();
            }

            _isFirst = false;
            _length = 0;
            _next = Part.Content;
        }

        return length;
    }

    private int ReadContent(ReadOnlySpan<byte> input, Span<byte> output, out int consumed)
    {
        int written = inflater.Inflate(input, output, out consumed);
        _length = unchecked(_length + (uint)written);
        if (inflater.IsFinished)
        {
            _trailerRead = inflater.TakeLeftover(out ulong leftover);
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, leftover);
            bytes.CopyTo(_trailer);
            _next = Part.Trailer;
        }

        return written;
    }

    private int ReadTrailer(ReadOnlySpan<byte> input)
    {
        int count = Math.Min(input.Length, _trailer.Length - _trailerRead);
        input[..count].CopyTo(_trailer.AsSpan(_trailerRead));
        _trailerRead += count;
        if (_trailerRead == _trailer.Length)
        {
            CheckTrailer();
            _next = Part.Header;
        }

        return count;
    }

    private void CheckTrailer()
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(_trailer.AsSpan(sizeof(uint))) != _length)
        {
            throw new InvalidDataException("a gzip member has not the length it states");
        }

        if (checkCrc && BinaryPrimitives.ReadUInt32LittleEndian(_trailer) != inflater.Crc)
        {
            throw new InvalidDataException("a gzip member has not the checksum it states");
        }
    }
}
