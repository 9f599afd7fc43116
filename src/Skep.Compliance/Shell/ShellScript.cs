namespace Skep.Compliance.Shell;

/// <summary>Splits a POSIX shell script into its commands, for history and Dockerfiles alike.</summary>
/// <remarks>
/// A tokeniser, not a shell: nothing is expanded, loops and conditions are seen through, and what is malformed is read
/// as far as it goes. Grammar: <see href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html"/>.
/// </remarks>
internal static class ShellScript
{
    /// <summary>How deep <c>sh -c "sh -c …"</c> is followed.</summary>
    private const int MaxInner = 3;

    private static readonly string[] Shells = ["sh", "bash", "ash", "dash", "zsh", "ksh", "busybox-sh"];

    public static IReadOnlyList<ShellCommand> Parse(string script) =>
        [.. new ShellReader(script).Read().SelectMany(command => Expand(command))];

    /// <summary>The command, and those that it hands to another shell.</summary>
    public static IEnumerable<ShellCommand> Expand(ShellCommand command) => Expand(command, 0);

    public static bool IsShell(string program) => Shells.Contains(program);

    public static bool IsAssignment(string word)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            && !char.IsAsciiDigit(word[0])
            && word.AsSpan(0, equals).TrimEnd('+').IndexOfAnyExcept(NameCharacters) < 0;
    }

    private static ReadOnlySpan<char> NameCharacters =>
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

    private static IEnumerable<ShellCommand> Expand(ShellCommand command, int level)
    {
        yield return command;
        if (level == MaxInner || Inner(command) is not { } script)
        {
            yield break;
        }

        foreach (ShellCommand inner in new ShellReader(script).Read())
        {
            foreach (ShellCommand found in Expand(inner, level + 1))
            {
                yield return found with
                {
                    Offset = command.Offset,
                    Line = command.Line,
                    Depth = command.Depth + 1,
                    Pipeline = found.Pipeline + command.Pipeline + 1_000_000,
                };
            }
        }
    }

    // sh -c SCRIPT, bash -lc SCRIPT, eval SCRIPT
    private static string? Inner(ShellCommand command)
    {
        IReadOnlyList<string> words = command.Effective;
        if (command.Program == "eval")
        {
            return string.Join(' ', words.Skip(1));
        }

        if (!IsShell(command.Program))
        {
            return null;
        }

        for (int i = 1; i + 1 < words.Count && words[i].StartsWith('-'); i++)
        {
            if (words[i] is ['-', not '-', ..] && words[i].Contains('c', StringComparison.Ordinal))
            {
                return words[i + 1];
            }
        }

        return null;
    }
}
