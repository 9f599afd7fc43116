using System.Text;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Python;

/// <summary>Lists what a requirements file pins to one version.</summary>
/// <remarks>
/// A range says nothing about what would be installed, so only <c>==</c> and <c>===</c> count. Options, addresses and
/// included files are passed over: an included file is looked into itself.
/// Format: <see href="https://pip.pypa.io/en/stable/reference/requirements-file-format/"/>.
/// </remarks>
internal sealed class RequirementsInspector : IInspector
{
    public InspectorId Id => new("python/requirements");

    public int Version => 1;

    public FilePatterns Wants { get; } =
        FilePatterns.Paths("**/*requirements*.txt", "**/requirements/*.txt").UpTo(ByteSize.Mebibytes(8));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        var found = new DeclaredPackages(PythonEcosystem.Name);
        bool isDevelopment = file.Path.Name.Contains("dev", StringComparison.Ordinal)
            || file.Path.Name.Contains("test", StringComparison.Ordinal);
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryPinned(Encoding.UTF8.GetString(line), out string name, out string version))
            {
                found.Add(name, version, isDevelopment);
            }
        }

        found.Report(file, sink);
        return ValueTask.CompletedTask;
    }

    // name[extra1,extra2] == 1.0 ; python_version < "3"  # why \
    private static bool TryPinned(string line, out string name, out string version)
    {
        name = version = string.Empty;
        int pin = line.IndexOf("==", StringComparison.Ordinal);
        int end = line.AsSpan().IndexOfAny('#', ';');
        if (pin <= 0 || (end >= 0 && end < pin))
        {
            return false;
        }

        name = line[..pin].Split('[')[0].Trim();
        version = line[pin..(end < 0 ? line.Length : end)].TrimStart('=').Trim().Split(' ', '\\', ',')[0];
        return version.Length > 0
            && !version.Contains('*', StringComparison.Ordinal)
            && name.Length > 0
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
    }
}
