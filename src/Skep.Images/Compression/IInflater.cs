namespace Skep.Images.Compression;

/// <summary>Decodes one raw deflate stream after the other.</summary>
internal interface IInflater : IDisposable
{
    /// <summary>Whether the stream's last block is decoded and written out.</summary>
    bool IsFinished { get; }

    /// <summary>The CRC-32 of what was written, where it is kept.</summary>
    uint Crc { get; }

    /// <summary>Starts the next stream.</summary>
    void Reset();

    /// <summary>Decodes as far as input and output reach; gives the bytes written.</summary>
    /// <exception cref="InvalidDataException">The input is no deflate stream.</exception>
    int Inflate(ReadOnlySpan<byte> input, Span<byte> output, out int consumed);

    /// <summary>
    /// Whole bytes that were consumed but belong to what follows a finished stream: at most 8, the first in the
    /// lowest bits.
    /// </summary>
    int TakeLeftover(out ulong bytes);
}
