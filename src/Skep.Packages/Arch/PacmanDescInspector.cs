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
        string? name = null, version = null, source = null, architecture = null;
        List<string> licenses = [];
        ReadOnlySpan<byte> field = default;
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            if (line is [(byte)'%', _, .., (byte)'%'])
            {
                field = line;
            }
            else if (DatabaseReport.Text(line) is not { } value)
            {
                field = default;
            }
            else if (field.SequenceEqual("%NAME%"u8))
            {
                name ??= value;
            }
            else if (field.SequenceEqual("%VERSION%"u8))
            {
                version ??= value;
            }
            else if (field.SequenceEqual("%BASE%"u8))
            {
                source ??= value;
            }
            else if (field.SequenceEqual("%ARCH%"u8))
            {
                architecture ??= value;
            }
            else if (field.SequenceEqual("%LICENSE%"u8) && licenses.Count < MaxLicenses)
            {
                licenses.Add(value);
            }
        }

        if (name is null || version is null)
        {
            sink.Add(new Problem(file.Path, $"pacman record without a {(name is null ? "name" : "version")}"));
            return ValueTask.CompletedTask;
        }

        sink.Add(new Package(AlpmEcosystem.Name, name, version)
        {
            Architecture = architecture,
            SourceName = source ?? name,
            SourceVersion = version,
            Licenses = licenses,
        });
        return ValueTask.CompletedTask;
    }
}
