using System.Buffers;

namespace Skep.Packages.Distributions;

/// <summary>Decides what may stand in a command that we propose and somebody will paste.</summary>
internal static class ShellWord
{
    // What package names and versions are made of; none of it means anything to a shell within a word.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._:^@/~=");

    /// <summary>
    /// Puts the words after <paramref name="command"/>; null when one, chosen by the image, could be more than a
    /// word.
    /// </summary>
    public static string? Command(string command, params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (word.Length == 0 || word[0] is '-' or '~' or '=' || word.AsSpan().ContainsAnyExcept(Plain))
            {
                return null;
            }
        }

        return $"{command} {string.Join(' ', words)}";
    }
}
