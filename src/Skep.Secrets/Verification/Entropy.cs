namespace Skep.Secrets.Verification;

/// <summary>How random a value looks.</summary>
internal static class Entropy
{
    /// <summary>Shannon's entropy in bits a byte.</summary>
    public static double Of(ReadOnlySpan<byte> value)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (byte b in value)
        {
            counts[b]++;
        }

        double entropy = 0;
        foreach (int count in counts)
        {
            if (count > 0)
            {
                double share = (double)count / value.Length;
                entropy -= share * Math.Log2(share);
            }
        }

        return entropy;
    }
}
