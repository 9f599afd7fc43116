using System.Buffers;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Skep.Images.Compression;

/// <summary>The uncompressed content of a zstd blob: frames one after the other, skippable ones left out.</summary>
/// <remarks>
/// A frame may ask for a window of up to 2 GiB; more than <see cref="MaxWindowLog"/> is refused, as the zstd tool does.
/// Format: <see href="https://datatracker.ietf.org/doc/html/rfc8878"/>.
/// </remarks>
internal sealed class ZstandardStream(BlobReader blob) : DecodedStream(blob)
{
    /// <summary>128 MiB.</summary>
    private const int MaxWindowLog = 27;

    private readonly Decompressor _decoder = Open();
    private bool _insideFrame;

    private protected override bool MayEndHere => !_insideFrame;

    protected override void Dispose(bool disposing)
    {
        _decoder.Dispose();
        base.Dispose(disposing);
    }

    private protected override int Decode(ReadOnlySpan<byte> input, Span<byte> output, out int consumed)
    {
        try
        {
            OperationStatus status = _decoder.UnwrapStream(input, output, out consumed, out int written);
            if (status == OperationStatus.InvalidData)
            {
                throw new InvalidDataException("the zstd data is damaged");
            }

            // Asked without input between two frames, the decoder says that it needs some.
            if (consumed > 0 || written > 0)
            {
                _insideFrame = status != OperationStatus.Done;
            }

            return written;
        }
        catch (ZstdException e)
        {
            throw new InvalidDataException($"the zstd data is damaged: {e.Message}", e);
        }
    }

    private static Decompressor Open()
    {
        var decoder = new Decompressor();
        decoder.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxWindowLog);
        return decoder;
    }
}
