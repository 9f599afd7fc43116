namespace Skep.Secrets.Literals;

/// <summary>How often bytes stand in files, roughly: enough to prefer <c>vcxq</c> to <c>tion</c>.</summary>
internal static class ByteRarity
{
    /// <summary>What text and programs hold most, most frequent first.</summary>
    private const string Frequent = "e taonisrldcpum_fgh\0-=./y0b1v";

    /// <summary>The share of a byte among the bytes of text.</summary>
    public static double Share(int b)
    {
        int rank = Frequent.IndexOf((char)b, StringComparison.Ordinal);
        return rank < 0 ? 0.003 : 0.1 / (1 + (0.25 * rank));
    }

    /// <summary>Where the <paramref name="length"/> bytes begin whose blocks of four are rarest.</summary>
    public static int RarestWindow(string text, int length)
    {
        int best = 0;
        int bestScore = int.MaxValue;
        for (int at = 0; at <= text.Length - length; at++)
        {
            // The most frequent of its blocks decides how often the window is looked at in vain.
            int score = 0;
            for (int block = at; block < at + length - 3; block++)
            {
                score = Math.Max(score, Commonness(text.AsSpan(block, 4)));
            }

            if (score < bestScore)
            {
                (best, bestScore) = (at, score);
            }
        }

        return best;
    }

    private static int Commonness(ReadOnlySpan<char> block)
    {
        int sum = 0;
        foreach (char c in block)
        {
            int rank = Frequent.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
            sum += rank < 0 ? 0 : Frequent.Length - rank;
        }

        // "----" and "    " are rules and indentation.
        return block.TrimStart(block[0]).IsEmpty ? int.MaxValue : sum;
    }
}
