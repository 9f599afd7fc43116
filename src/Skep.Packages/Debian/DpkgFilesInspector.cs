using Skep.Core;
using Skep.Packages.Distributions;

namespace Skep.Packages.Debian;

/// <summary>Lists the files that each package of dpkg owns.</summary>
/// <remarks>
/// <c>info/libc6:amd64.list</c> names every path of the package; <c>status.d/libc6.md5sums</c> does so for images put
/// together without dpkg, with an MD5 sum before each path.
/// </remarks>
internal sealed class DpkgFilesInspector : IInspector
{
    // 32 hexadecimal digits, two spaces.
    private const int SumLength = 34;

    public InspectorId Id => new("debian/files");

    public int Version => 1;

    public FilePatterns Wants { get; } =
        FilePatterns.Paths("var/lib/dpkg/info/*.list", "var/lib/dpkg/status.d/*.md5sums");

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool hasSums = file.Path.Name.EndsWith(".md5sums");
        ReadOnlySpan<byte> text = file.Content.Span;

        var report = new DatabaseReport(DebEcosystem.Name, file.Path, sink);
        report.Own(PackageName(file.Path), FileLists.Read(text, hasSums ? SumLength : 0));
        return ValueTask.CompletedTask;
    }

    /// <summary>The package that a file below <c>info</c> or <c>status.d</c> is about.</summary>
    public static string PackageName(LayerPath path)
    {
        ReadOnlySpan<char> name = path.Name;
        name = name[..name.LastIndexOf('.')];

        // Packages of which several architectures can be installed at once have theirs in the name.
        int colon = name.IndexOf(':');
        return (colon < 0 ? name : name[..colon]).ToString();
    }
}
