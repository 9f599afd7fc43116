using Skep.Compliance.Shell;

namespace Skep.Compliance.Dockerfiles;

/// <summary>Reads one instruction whose continuation lines are joined already.</summary>
internal static class InstructionReader
{
    /// <summary>Every keyword of the Dockerfile reference.</summary>
    public static readonly string[] Keywords =
    [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
        "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ];

    private static readonly string[] WithJson =
        ["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"];

    public static Instruction Read(string text)
    {
        int start = text.Length - text.AsSpan().TrimStart().Length;
        int end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        string keyword = text[start..end].ToUpperInvariant();
        (IReadOnlyList<InstructionFlag> flags, int at) = Flags(text, end);
        string arguments = text[at..].TrimEnd();
        var instruction = new Instruction(keyword, arguments)
        {
            Flags = flags,
            Json = WithJson.Contains(keyword) ? InstructionWords.Json(arguments) : null,
            ArgumentsStart = at,
        };
        return keyword == "ONBUILD" && !arguments.TrimStart().StartsWith("ONBUILD", StringComparison.OrdinalIgnoreCase)
            ? instruction with { Trigger = Read(arguments) with { IsTrigger = true } }
            : instruction;
    }

    /// <summary>The commands a <c>RUN</c> executes, or a container starts with.</summary>
    public static IReadOnlyList<ShellCommand> Commands(Instruction instruction)
    {
        if (instruction.Json is { Count: > 0 } words)
        {
            return [.. ShellScript.Expand(new ShellCommand(words) { Line = instruction.Line })];
        }

        var commands = new List<ShellCommand>();
        if (instruction.HereDocuments is [var document, ..] && IsScript(instruction, document))
        {
            commands.AddRange(ShellScript.Parse(document.Text).Select(command => command with
            {
                Line = document.Line + document.Text.AsSpan(0, command.Offset).Count('\n'),
            }));
        }

        commands.AddRange(ShellScript.Parse(instruction.Arguments)
            .Select(command => command with { Line = instruction.LineAt(command.Offset) }));
        return commands;
    }

    // RUN <<EOF and RUN bash <<EOF are scripts; RUN <<EOF python3 and RUN cat <<EOF > file are not.
    private static bool IsScript(Instruction instruction, HereDocument document)
    {
        string[] words =
        [
            .. instruction.Arguments
                .Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
                .Where(word => !word.StartsWith("<<", StringComparison.Ordinal) && !word.StartsWith('-')),
        ];
        bool isShell = words.Length == 0
            || (words is [var only] && ShellScript.IsShell(only[(only.LastIndexOf('/') + 1)..]));
        string first = document.Text.Split('\n', 2)[0].TrimEnd();
        return isShell
            && (!first.StartsWith("#!", StringComparison.Ordinal) || first.EndsWith("sh", StringComparison.Ordinal));
    }

    // Flags stand between keyword and arguments: --name or --name=value, the value perhaps quoted.
    private static (IReadOnlyList<InstructionFlag> Flags, int End) Flags(string text, int at)
    {
        var flags = new List<InstructionFlag>();
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (!text.AsSpan(at).StartsWith("--"))
            {
                return (flags, at);
            }

            int start = at;
            char quote = '\0';
            for (; at < text.Length && (quote != '\0' || !char.IsWhiteSpace(text[at])); at++)
            {
                char c = text[at];
                quote = quote == c ? '\0' : quote == '\0' && c is '"' or '\'' ? c : quote;
            }

            string[] parts = text[(start + 2)..at].Split('=', 2);
            if (parts[0].Length == 0)
            {
                return (flags, at);
            }

            flags.Add(new InstructionFlag(parts[0].ToLowerInvariant(), parts.Length == 2
                ? parts[1].Trim('"', '\'') : ""));
        }
    }
}
