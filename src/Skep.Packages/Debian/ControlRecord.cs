using System.Text;
using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.Debian;

/// <summary>What Skep reads of one paragraph of a control file.</summary>
internal record struct ControlRecord
{
    public string? Package { get; private set; }

    public string? Version { get; private set; }

    public string? Architecture { get; private set; }

    /// <summary>The source package, with its version in parentheses where it differs: <c>glibc (2.36-9)</c>.</summary>
    public string? Source { get; private set; }

    /// <summary>What is wanted, whether it went wrong, and what is: <c>install ok installed</c>.</summary>
    public string? Status { get; private set; }

    public string? License { get; private set; }

    /// <summary>The last word of <see cref="Status"/>: what is, whatever is wanted.</summary>
    public readonly string State => Status is null ? "installed" : Status[(Status.LastIndexOf(' ') + 1)..];

    /// <summary>Whether any of the package's programs may be there.</summary>
    /// <remarks>"config-files" is what "remove" leaves until "purge": settings only.</remarks>
    public readonly bool IsOnSystem => State is not ("not-installed" or "config-files");

    /// <summary>Whether its installation came to an end. Packages that wait for a trigger are usable.</summary>
    public readonly bool IsWhole => State is not ("half-installed" or "unpacked" or "half-configured");

    /// <summary>Whether the paragraph has a field at all.</summary>
    public bool HasFields { get; private set; }

    public void Read(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        HasFields = true;

        // Field names are told apart by length first: a status file has some 20 fields a package and few concern us.
        switch (name.Length)
        {
            case 6 when Is(name, "Status"u8):
                Status = DatabaseReport.Text(value);
                break;
            case 6 when Is(name, "Source"u8):
                Source = DatabaseReport.Text(value);
                break;
            case 7 when Is(name, "Package"u8):
                Package = DatabaseReport.Text(value);
                break;
            case 7 when Is(name, "Version"u8):
                Version = DatabaseReport.Text(value);
                break;
            case 7 when Is(name, "License"u8):
                License = DatabaseReport.Text(value);
                break;
            case 12 when Is(name, "Architecture"u8):
                Architecture = DatabaseReport.Text(value);
                break;
        }
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> field) => Ascii.EqualsIgnoreCase(name, field);
}

/// <summary>Walks the paragraphs of a file in Debian's control syntax, which dpkg and opkg use.</summary>
/// <remarks>
/// Only the first line of a field is read: no field that Skep needs is folded. A line that is neither field nor
/// continuation is skipped. Format: <see href="https://manpages.debian.org/deb822"/>.
/// </remarks>
internal ref struct ControlRecords(ReadOnlySpan<byte> text)
{
    private LineEnumerator _lines = new(text);

    public ControlRecord Current { get; private set; }

    public readonly ControlRecords GetEnumerator() => this;

    public bool MoveNext()
    {
        var record = default(ControlRecord);
        while (_lines.MoveNext())
        {
            ReadOnlySpan<byte> line = _lines.Current;
            if (line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0)
            {
                if (record.HasFields)
                {
                    break;
                }

                continue;
            }

            int colon = line.IndexOf((byte)':');
            if (colon > 0 && line[0] is not ((byte)' ' or (byte)'\t'))
            {
                record.Read(line[..colon].TrimEnd((byte)' '), line[(colon + 1)..]);
            }
        }

        Current = record;
        return record.HasFields;
    }
}
