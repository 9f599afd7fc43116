using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.Arch;

/// <summary>Lists the packages pacman has recorded as installed, one <c>desc</c> file each.</summary>
/// <remarks>
/// A line <c>%NAME%</c> begins a field; its values follow, one a line, up to an empty line.
/// Format: <see href="https://wiki.archlinux.org/title/Pacman#Package_database"/> and alpm-desc(5).
/// </remarks>
internal sealed class PacmanDescInspector : IInspector
{
    // Packages declare a handful; the limit only keeps a hostile file from filling memory.
    private const int MaxLicenses = 100;

    public InspectorId Id => new("arch/desc");

    public int Version => 1;

    public FilePatterns Wants { get; } =
        FilePatterns.Paths("var/lib/pacman/local/*/desc").UpTo(ByteSize.Mebibytes(8));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var record = new PacmanRecord();
        ReadOnlySpan<byte> field = default;
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            if (line is [(byte)'%', _, .., (byte)'%'])
            {
                field = line;
            }
            else if (DatabaseReport.Text(line) is { } value)
            {
                record.Read(field, value);
            }
            else
            {
                field = default;
            }
        }

        if (record is not { Name: { } name, Version: { } version })
        {
            sink.Add(new Problem(file.Path, $"pacman record without a {(record.Name is null ? "name" : "version")}"));
            return ValueTask.CompletedTask;
        }

        sink.Add(new Package(AlpmEcosystem.Name, name, version)
        {
            Architecture = record.Architecture,
            SourceName = record.Base ?? name,
            SourceVersion = version,
            Licenses = record.Licenses,
        });
        return ValueTask.CompletedTask;
    }

    private sealed class PacmanRecord
    {
        public string? Name { get; private set; }

        public string? Version { get; private set; }

        /// <summary>The name of the PKGBUILD, of which several packages can be made.</summary>
        public string? Base { get; private set; }

        public string? Architecture { get; private set; }

        public List<string> Licenses { get; } = [];

        public void Read(ReadOnlySpan<byte> field, string value)
        {
            if (field.SequenceEqual("%NAME%"u8))
            {
                Name ??= value;
            }
            else if (field.SequenceEqual("%VERSION%"u8))
            {
                Version ??= value;
            }
            else if (field.SequenceEqual("%BASE%"u8))
            {
                Base ??= value;
            }
            else if (field.SequenceEqual("%ARCH%"u8))
            {
                Architecture ??= value;
            }
            else if (field.SequenceEqual("%LICENSE%"u8) && Licenses.Count < MaxLicenses)
            {
                Licenses.Add(value);
            }
        }
    }
}
