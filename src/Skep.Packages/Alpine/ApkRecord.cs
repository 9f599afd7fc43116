using Skep.Packages.Distributions;

namespace Skep.Packages.Alpine;

/// <summary>One package's record in apk's database, filled line by line.</summary>
internal sealed class ApkRecord
{
    private string _directory = string.Empty;

    public string? Name { get; private set; }

    public string? Version { get; private set; }

    public string? Architecture { get; private set; }

    public string? Origin { get; private set; }

    public string? License { get; private set; }

    public OwnedPathList Files { get; } = new();

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
                _directory = value.IsEmpty ? string.Empty : OwnedPathList.Text(value) + "/";
                break;
            case 'R':
                Files.Add(_directory, value);
                break;
        }
    }
}
