using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Shell;
using Skep.Core;

namespace Skep.Compliance;

/// <summary>An image's history written as the Dockerfile it may have come from.</summary>
internal static class DockerfileText
{
    /// <summary>What one instruction may be broken into; a made-up history may have more.</summary>
    private const int MaxLines = 500;

    /// <param name="known">The base; null when none is known.</param>
    public static IReadOnlyList<DockerfileLine> From(ImageConfiguration configuration, BaseImage? known)
    {
        string? name = known?.Name
            ?? configuration.Annotations.GetValueOrDefault("org.opencontainers.image.base.name");
        var lines = new List<DockerfileLine>
        {
            new(name is null ? "# the base image is not known" : $"FROM {name}", null, null),
        };
        int first = known?.LayerCount is { } count ? FirstAbove(configuration.History, count) : 0;
        for (int i = first; i < configuration.History.Count; i++)
        {
            HistoryEntry entry = configuration.History[i];
            string text = entry.Instruction.Length > 0 ? entry.Instruction : "# an instruction that is not recorded";
            lines.AddRange(Broken(text).Select(part => new DockerfileLine(part, entry.LayerIndex, i)));
        }

        return lines;
    }

    // Instructions without a layer behind the base's last one may be of either; the user's are the ones to show.
    private static int FirstAbove(IReadOnlyList<HistoryEntry> history, int layers)
    {
        for (int i = history.Count - 1; i >= 0; i--)
        {
            if (history[i].LayerIndex < layers)
            {
                return i + 1;
            }
        }

        return 0;
    }

    // RUN a && b becomes two lines, as people write it.
    private static IEnumerable<string> Broken(string instruction)
    {
        Instruction read = InstructionReader.Read(instruction);
        if (read.Keyword != "RUN" || read.Json is not null)
        {
            return [OneLine(instruction)];
        }

        int[] starts =
        [
            0,
            .. ShellScript.Parse(read.Arguments)
                .Where(command => command is { Depth: 0, Joined: "&&", Offset: > 0 })
                .Select(command => read.Arguments.LastIndexOf("&&", command.Offset, StringComparison.Ordinal))
                .Where(cut => cut > 0)
                .Distinct()
                .Order()
                .Take(MaxLines),
            read.Arguments.Length,
        ];
        return starts.Zip(starts.Skip(1), (from, to) =>
            (from == 0 ? OneLine(instruction[..read.ArgumentsStart]) + " " : "    ")
                + OneLine(read.Arguments[from..to])
                + (to < read.Arguments.Length ? " \\" : string.Empty));
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A line of such a Dockerfile.</summary>
/// <param name="LayerIndex">The layer its instruction made; null when none, or unknown.</param>
/// <param name="HistoryIndex">Its place in <see cref="ImageConfiguration.History"/>; null for what is added.</param>
internal sealed record DockerfileLine(string Text, int? LayerIndex, int? HistoryIndex);
