using System.Buffers;
using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>Turns the history of an image back into the Dockerfile instructions that made its layers.</summary>
internal static class BuildHistory
{
    private const string Shell = "/bin/sh -c ";
    private const string Nop = "#(nop)";
    private const string BuildKitMark = "# buildkit";

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    // A heredoc can hold a whole script; a report needs its beginning.
    private const int MaxLength = 4096;

    // Ten times the layers that overlay2 can mount.
    private const int MaxEntries = 1280;

    /// <summary>Every instruction, first to last, with the layer it made.</summary>
    /// <remarks>
    /// Entries marked empty made no layer. When the rest do not number the same as the layers, a squash or a tool broke
    /// the correspondence, and no layer is better than the wrong one.
    /// </remarks>
    public static IReadOnlyList<HistoryEntry> Read(IReadOnlyList<JsonView> history, int layers)
    {
        bool matches = history.Count(entry => !entry.Flag("empty_layer")) == layers;
        int layer = 0;
        var entries = new List<HistoryEntry>(Math.Min(history.Count, MaxEntries));
        foreach (JsonView entry in history.Take(MaxEntries))
        {
            string createdBy = entry.Text("created_by") ?? entry.Text("comment") ?? string.Empty;
            entries.Add(new HistoryEntry(Clean(createdBy), matches && !entry.Flag("empty_layer") ? layer++ : null)
            {
                Created = ConfigurationDocument.ReadTime(entry.Text("created")),
                Arguments = ArgumentsOf(createdBy),
            });
        }

        return entries;
    }

    /// <summary>One instruction a layer; empty where the history does not tell.</summary>
    public static IReadOnlyList<string> Instructions(IReadOnlyList<HistoryEntry> history, int layers)
    {
        string[] instructions = new string[layers];
        Array.Fill(instructions, string.Empty);
        foreach (HistoryEntry entry in history)
        {
            if (entry.LayerIndex is { } layer && layer < layers)
            {
                instructions[layer] = entry.Instruction;
            }
        }

        return instructions;
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

    // |2 NAME=value OTHER=value with spaces /bin/sh -c …: values are not quoted, so a new one begins at NAME=.
    private static List<string> ArgumentsOf(string createdBy)
    {
        string text = createdBy.StartsWith("RUN ", StringComparison.Ordinal) ? createdBy[4..].TrimStart() : createdBy;
        int shell = text.IndexOf(Shell, StringComparison.Ordinal);
        var arguments = new List<string>();
        if (text.Length < 2 || text[0] != '|' || !char.IsAsciiDigit(text[1]) || shell < 0)
        {
            return arguments;
        }

        foreach (string word in text[1..shell].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && word.AsSpan(0, equals).IndexOfAnyExcept(NameCharacters) < 0)
            {
                arguments.Add(word);
            }
            else if (arguments.Count > 0)
            {
                arguments[^1] += " " + word;
            }
        }

        return arguments;
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
