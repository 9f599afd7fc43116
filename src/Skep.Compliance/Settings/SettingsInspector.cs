using System.Text;
using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Settings;

/// <summary>Sees set-ups that tell package managers and download tools not to check what they fetch.</summary>
/// <remarks>It also holds for whoever builds upon the image, and for what a container installs.</remarks>
internal sealed class SettingsInspector(SettingsFile kind) : IInspector
{
    // No line of such a file comes near.
    private const int MaxLine = 4096;

    private const int MaxName = 80;

    public InspectorId Id { get; } = new($"config/settings/{kind.Name}");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths(kind.Globs).UpTo(ByteSize.Mebibytes(1));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        foreach (Sighting sighting in Inspect(file).DistinctBy(seen => (seen.Rule, seen.Subject)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            sink.Add(sighting);
        }

        return ValueTask.CompletedTask;
    }

    // A repository that is off counts for nothing, wherever in its section that stands.
    private List<Sighting> Inspect(FileView file)
    {
        var seen = new List<Sighting>();
        var inSection = new List<Sighting>();
        string section = string.Empty;
        bool isOff = false;
        int number = 0;
        ReadOnlySpan<byte> content = file.Content.Span;
        foreach (Range range in content.Split((byte)'\n'))
        {
            number++;
            (int offset, int length) = range.GetOffsetAndLength(content.Length);
            string line = length > MaxLine ? string.Empty : Encoding.UTF8.GetString(content[range]).Trim();
            if (kind.BeginsSection(line))
            {
                seen.AddRange(isOff ? [] : inSection);
                inSection.Clear();
                (section, isOff) = (Shown(line.Trim('[', ']')), false);
            }
            else if (kind.IsOff(line))
            {
                isOff = true;
            }
            else if (!IsComment(line) && kind.Judge(line) is var (rule, setting))
            {
                inSection.Add(Sight(rule, file.Path, section, new Evidence(offset, length, number, setting)));
            }
        }

        seen.AddRange(isOff ? [] : inSection);
        return seen;
    }

    private static string Shown(string name) =>
        string.Concat(name.Take(MaxName).Select(
            c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ':' ? c : '?'));

    private static bool IsComment(string line) => line is ['#' or ';', ..] or ['/', '/', ..];

    private static Sighting Sight(ConfigRule rule, LayerPath path, string section, Evidence evidence)
    {
        string quoted = $"'/{path.ToString().Replace("'", "'\\''", StringComparison.Ordinal)}'";
        string where = section.Length == 0 ? string.Empty : $" for {section}";
        return rule.Sight($"/{path} says {evidence.Text}{where}.") with
        {
            Subject = section,
            Evidence = [evidence],
            CheckCommand = $"sed -n '{evidence.Line}p' {quoted}",
        };
    }
}
