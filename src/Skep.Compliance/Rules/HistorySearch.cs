using Skep.Core;

namespace Skep.Compliance.Rules;

/// <summary>Finds the instruction that set what a configuration holds.</summary>
internal static class HistorySearch
{
    /// <summary>The last instruction of a kind, which is the one that counts; null when the history has none.</summary>
    /// <param name="word">What must stand in it as well.</param>
    public static int? Last(this ImageConfiguration configuration, string keyword, string word = "")
    {
        for (int i = configuration.History.Count - 1; i >= 0; i--)
        {
            string instruction = configuration.History[i].Instruction;
            if (instruction.StartsWith(keyword, StringComparison.OrdinalIgnoreCase)
                && instruction.Length > keyword.Length
                && char.IsWhiteSpace(instruction[keyword.Length])
                && instruction.Contains(word, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return null;
    }
}
