using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.Arch;

/// <summary>Lists the files that each package of pacman owns.</summary>
/// <remarks>
/// The field <c>%FILES%</c> names a path a line, directories with a slash at the end. The package is named by the
/// directory: <c>pacman-6.1.0-3</c> is a name, a version and a release.
/// </remarks>
internal sealed class PacmanFilesInspector : IInspector
{
    public InspectorId Id => new("arch/files");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("var/lib/pacman/local/*/files");

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReadOnlySpan<char> name = file.Path.Parent.Name;
        int release = name.LastIndexOf('-');
        int version = release < 0 ? -1 : name[..release].LastIndexOf('-');
        if (version <= 0)
        {
            return ValueTask.CompletedTask;
        }

        var files = new OwnedPathList();
        bool isFiles = false;
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            if (line is [(byte)'%', .., (byte)'%'])
            {
                isFiles = line.SequenceEqual("%FILES%"u8);
            }
            else if (isFiles && line is [.., not (byte)'/'])
            {
                files.Add(string.Empty, line);
                if (files.IsFull)
                {
                    files.LeaveOut();
                    break;
                }
            }
        }

        new DatabaseReport(AlpmEcosystem.Name, file.Path, sink).Own(name[..version].ToString(), files);
        return ValueTask.CompletedTask;
    }
}
