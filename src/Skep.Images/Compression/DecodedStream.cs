namespace Skep.Images.Compression;

/// <summary>The uncompressed content of a blob, from a decoder that works on spans.</summary>
/// <remarks>
/// Read only, forward only. A damaged blob shows as <see cref="InvalidDataException"/>; it does not own the blob.
/// </remarks>
internal abstract class DecodedStream(BlobReader blob) : ForwardStream
{
    /// <summary>Whether the blob is whole if it ends at this point.</summary>
    private protected abstract bool MayEndHere { get; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            int written = Decode(blob.Buffered, buffer.Span, out int consumed);
            blob.Consume(consumed);
            if (written > 0)
            {
                return written;
            }

            if (consumed == 0 && !await blob.FillAsync(cancellationToken))
            {
                return MayEndHere ? 0 : throw new InvalidDataException("the compressed data ends too early");
            }
        }

        return 0;
    }

    /// <summary>
    /// Decodes as far as input and output reach. Nothing consumed and nothing written asks for more input.
    /// </summary>
    private protected abstract int Decode(ReadOnlySpan<byte> input, Span<byte> output, out int consumed);
}
