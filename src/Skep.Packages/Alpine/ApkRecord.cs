using System.Text;
using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.Alpine;

/// <summary>One package's record in apk's database, filled line by line.</summary>
internal sealed class ApkRecord
{
    // The longest path Linux accepts.
    private const int MaxPath = 4096;

    // More than any package; keeps one record from holding millions of paths at a time.
    private const int MaxFiles = 500_000;

    private readonly List<LayerPath> _files = [];
    private string _directory = string.Empty;

    public string? Name { get; private set; }

    public string? Version { get; private set; }

    public string? Architecture { get; private set; }

    public string? Origin { get; private set; }

    public string? License { get; private set; }

    public IReadOnlyList<LayerPath> Files => _files;

    /// <summary>Whether no line was read at all.</summary>
    public bool IsEmpty { get; private set; } = true;

    public void Read(ReadOnlySpan<byte> line)
    {
        IsEmpty = false;
        if (line.Length < 2 || line[1] != (byte)':')
        {
            return;
        }

        ReadOnlySpan<byte> value = line[2..];
        switch ((char)line[0])
        {
            case 'P':
                Name = DatabaseReport.Text(value);
                break;
            case 'V':
                Version = DatabaseReport.Text(value);
                break;
            case 'A':
                Architecture = DatabaseReport.Text(value);
                break;
            case 'o':
                Origin = DatabaseReport.Text(value);
                break;
            case 'L':
                License = DatabaseReport.Text(value);
                break;
            case 'F':
                _directory = value.Length > MaxPath ? string.Empty : Encoding.UTF8.GetString(value);
                break;
            case 'R' when value.Length <= MaxPath && _files.Count < MaxFiles:
                _files.Add(LayerPath.Parse($"{_directory}/{Encoding.UTF8.GetString(value)}"));
                break;
        }
    }
}
