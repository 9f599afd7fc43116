using Skep.Core;

namespace Skep.Reports.Dockerfiles;

/// <summary>The image's history as a Dockerfile, and where in it each instruction stands.</summary>
/// <remarks>
/// What the history does not tell (<c>FROM</c>, other stages, comments) is not in it, so its line numbers are those of
/// this text and not of the author's file.
/// </remarks>
internal sealed class RebuiltDockerfile
{
    private readonly List<RebuiltLine> _lines = [];
    private readonly Dictionary<int, int> _lineOfHistory = [];
    private readonly Dictionary<int, int> _lineOfLayer = [];

    public RebuiltDockerfile(ImageInventory inventory)
    {
        IReadOnlyList<HistoryEntry> history = inventory.Configuration?.History ?? [];
        BaseImage? image = inventory.Base;
        int ofBase = image is null ? 0 : CountOfBase(history, image);
        for (int i = 0; i < history.Count; i++)
        {
            if (image is not null && i == 0 && ofBase > 0)
            {
                _lines.Add(new RebuiltLine($"# from the base image {OneLine(image.Name)}", null, null, true));
            }
            else if (image is not null && i == ofBase)
            {
                _lines.Add(new RebuiltLine("# added to it", null, null, false));
            }

            Add(history[i], i, ofBase > 0 ? i < ofBase : null);
        }
    }

    public IReadOnlyList<RebuiltLine> Lines => _lines;

    /// <summary>The line of the instruction a finding is about, from 1; null when no instruction is known.</summary>
    public int? LineOf(RuleFinding finding) =>
        finding.Sighting.HistoryIndex is { } index && _lineOfHistory.TryGetValue(index, out int line) ? line
        : LineOfLayer(finding.Layer ?? finding.Sighting.LayerIndex);

    public int? LineOfLayer(int? layer) =>
        layer is { } number && _lineOfLayer.TryGetValue(number, out int line) ? line : null;

    // An entry without a layer belongs to the base when it is not younger than the base is.
    private static int CountOfBase(IReadOnlyList<HistoryEntry> history, BaseImage image)
    {
        int count = 0;
        for (int i = 0; i < history.Count; i++)
        {
            if (image.Has(history[i].LayerIndex) is true
                || (history[i].LayerIndex is null && count == i && history[i].Created <= image.Created))
            {
                count = i + 1;
            }
        }

        return count;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private void Add(HistoryEntry entry, int index, bool? isFromBase)
    {
        _lineOfHistory[index] = _lines.Count + 1;
        if (entry.LayerIndex is { } layer)
        {
            _lineOfLayer.TryAdd(layer, _lines.Count + 1);
        }

        string instruction = entry.Instruction.Length > 0 ? entry.Instruction : "# an instruction that is not recorded";
        foreach (string line in instruction.ReplaceLineEndings("\n").Split('\n'))
        {
            _lines.Add(new RebuiltLine(line, index, entry.LayerIndex, isFromBase));
        }
    }
}

/// <summary>One line of a rebuilt Dockerfile.</summary>
/// <param name="HistoryIndex">The instruction it is part of; null for a comment of ours.</param>
/// <param name="LayerIndex">The layer the instruction made.</param>
/// <param name="IsFromBase">Whether it came with the base image; null when no base is known.</param>
internal sealed record RebuiltLine(string Text, int? HistoryIndex, int? LayerIndex, bool? IsFromBase);
