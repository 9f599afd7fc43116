namespace Skep.Compliance.Shell;

/// <summary>Programs that only run another one.</summary>
internal static class ShellWrappers
{
    /// <summary>How many of them may stand in front of each other.</summary>
    private const int MaxNesting = 8;

    /// <summary>With the flags that take a value of their own.</summary>
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["sudo"] = ["-u", "-g", "-h", "-p", "-C", "-r", "-t", "-T", "-U", "-D", "--user", "--group"],
        ["doas"] = ["-u", "-C"],
        ["env"] = ["-u", "-C", "-S", "--unset", "--chdir"],
        ["exec"] = ["-a"],
        ["command"] = [],
        ["builtin"] = [],
        ["nice"] = ["-n"],
        ["ionice"] = ["-c", "-n"],
        ["nohup"] = [],
        ["time"] = ["-o", "-f"],
        ["timeout"] = ["-s", "-k"],
        ["eatmydata"] = [],
        ["xargs"] = ["-n", "-P", "-I", "-L", "-d", "-a", "-s"],
        ["gosu"] = [],
        ["su-exec"] = [],
        ["runuser"] = ["-u", "-g"],
        ["setpriv"] = [],
        ["tini"] = [],
        ["dumb-init"] = [],
    };

    // What stands between such a wrapper and the program besides flags: a user, a time.
    private static readonly string[] WithOperand = ["gosu", "su-exec", "timeout"];

    public static IReadOnlyList<string> Unwrap(IReadOnlyList<string> words)
    {
        int at = 0;
        for (int i = 0; i < MaxNesting && at < words.Count; i++)
        {
            string name = words[at][(words[at].LastIndexOf('/') + 1)..];
            if (!Known.TryGetValue(name, out string[]? withValue))
            {
                break;
            }

            int next = Skip(words, at + 1, withValue) + (WithOperand.Contains(name) ? 1 : 0);
            if (next >= words.Count)
            {
                break;
            }

            at = next;
        }

        return at == 0 ? words : [.. words.Skip(at)];
    }

    private static int Skip(IReadOnlyList<string> words, int at, string[] withValue)
    {
        while (at < words.Count)
        {
            string word = words[at];
            if (word == "--")
            {
                return at + 1;
            }

            if (!word.StartsWith('-') && !ShellScript.IsAssignment(word))
            {
                return at;
            }

            at += withValue.Contains(word) ? 2 : 1;
        }

        return at;
    }
}
