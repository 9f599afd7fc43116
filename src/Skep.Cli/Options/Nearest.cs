namespace Skep.Cli.Options;

/// <summary>Finds what somebody meant who mistyped a word.</summary>
internal static class Nearest
{
    private const int MaxLength = 40;

    /// <summary>The known word with the fewest slips; null where none is close.</summary>
    public static string? To(string typed, IEnumerable<string> known)
    {
        if (typed.Length > MaxLength)
        {
            return null;
        }

        int most = Math.Max(1, typed.TrimStart('-').Length / 3);
        return known.Where(word => Slips(typed, word) <= most).MinBy(word => Slips(typed, word));
    }

    // Letters left out, put in, replaced or swapped with their neighbour.
    private static int Slips(string from, string to)
    {
        int[,] cost = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1,
                        cost[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[from.Length, to.Length];
    }
}
