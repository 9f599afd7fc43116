using System.IO.Compression;

namespace Skep.Images.Compression;

/// <summary>
/// Decodes a small known stream with an inflater, to learn whether the machine's library is the one we think it is.
/// </summary>
internal static class InflateSelfCheck
{
    private const int SampleLength = 16_384;
    private const int Step = 1024;

    public static bool Passes(Func<IInflater> open)
    {
        byte[] sample = Sample();
        byte[] compressed = Compress(sample);
        byte[] output = new byte[sample.Length + 1];
        using IInflater inflater = open();
        int read = 0;
        int written = 0;
        while (!inflater.IsFinished)
        {
            // In steps, because keeping state between calls is what a changed layout would break.
            int more = inflater.Inflate(
                compressed.AsSpan(read, Math.Min(Step, compressed.Length - read)),
                output.AsSpan(written, Math.Min(Step, output.Length - written)),
                out int consumed);
            if (more == 0 && consumed == 0)
            {
                return false;
            }

            read += consumed;
            written += more;
        }

        int leftover = inflater.TakeLeftover(out _);
        return leftover <= read && written == sample.Length && output.AsSpan(0, written).SequenceEqual(sample);
    }

    // Text-like, with short and long matches.
    private static byte[] Sample()
    {
        byte[] sample = new byte[SampleLength];
        uint state = 1;
        for (int i = 0; i < sample.Length; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            sample[i] = (state >> 28) < 12 && i > 1000 ? sample[i - 1 - (int)(state >> 23)] : (byte)(state >> 24);
        }

        return sample;
    }

    private static byte[] Compress(byte[] sample)
    {
        using var target = new MemoryStream();
        using (var deflate = new DeflateStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(sample);
        }

        return target.ToArray();
    }
}
