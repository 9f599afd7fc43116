namespace Skep.Images.Sources.Content;

/// <summary>Turns the history of an image back into the Dockerfile instructions that made its layers.</summary>
internal static class BuildHistory
{
    private const string Shell = "/bin/sh -c ";
    private const string Nop = "#(nop)";
    private const string BuildKitMark = "# buildkit";

    // A heredoc can hold a whole script; a report needs its beginning.
    private const int MaxLength = 4096;

    /// <summary>One instruction a layer.</summary>
    /// <remarks>
    /// Entries marked empty made no layer. When the rest do not number the same as the layers, a squash or a tool broke
    /// the correspondence, and no instruction is better than the wrong one.
    /// </remarks>
    public static IReadOnlyList<string> Instructions(IReadOnlyList<JsonView> history, int layers)
    {
        List<JsonView> made = [.. history.Where(entry => !entry.Flag("empty_layer"))];
        return made.Count == layers
            ? [.. made.Select(entry => Clean(entry.Text("created_by") ?? entry.Text("comment") ?? string.Empty))]
            : [.. Enumerable.Repeat(string.Empty, layers)];
    }

    /// <summary>The instruction as its author wrote it, as far as the history tells.</summary>
    public static string Clean(string createdBy)
    {
        string text = createdBy.Trim();
        if (text.EndsWith(BuildKitMark, StringComparison.Ordinal))
        {
            text = text[..^BuildKitMark.Length].TrimEnd();
        }

        // A classic RUN with build arguments: |2 A=1 B=2 /bin/sh -c command.
        text = WithoutArguments(text);
        text = text.StartsWith(Shell, StringComparison.Ordinal)
            ? FromShell(text[Shell.Length..].TrimStart())
            : FromBuildKit(text);
        return text.Length <= MaxLength ? text : text[..MaxLength] + "…";
    }

    private static string FromShell(string command) =>
        command.StartsWith(Nop, StringComparison.Ordinal) ? command[Nop.Length..].Trim()
        : command.Length == 0 ? string.Empty
        : $"RUN {command}";

    private static string FromBuildKit(string text)
    {
        if (!text.StartsWith("RUN ", StringComparison.Ordinal))
        {
            // COPY, ENV and the like stand as written; buildpacks and others write what they like.
            return text;
        }

        string command = WithoutArguments(text[4..].TrimStart());
        return "RUN " + (
            command.StartsWith(Shell, StringComparison.Ordinal) ? command[Shell.Length..].TrimStart() : command);
    }

    private static string WithoutArguments(string text)
    {
        if (text.Length < 2 || text[0] != '|' || !char.IsAsciiDigit(text[1]))
        {
            return text;
        }

        int shell = text.IndexOf(Shell, StringComparison.Ordinal);
        return shell < 0 ? text : text[shell..];
    }
}
