using Skep.Core;

namespace Skep.Packages.Python;

/// <summary>
/// Lists installed Python distributions by the metadata that pip, setuptools or a distribution's packager left.
/// </summary>
/// <remarks>
/// Wheels leave <c>NAME.dist-info/METADATA</c>; setuptools a folder <c>NAME.egg-info</c> or, with distutils, a file
/// of that name; unpacked eggs <c>EGG-INFO/PKG-INFO</c>. The header format is the same in all.
/// </remarks>
internal sealed class PythonDistributionInspector : IInspector
{
    // A version of the standard, a header with these characters, or a damaged file: none is a distribution's name.
    private const string NotInNames = " \t<>=,;()[]{}\"'/\\";

    public InspectorId Id => new("python/distribution");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths(
        "**/*.dist-info/METADATA",
        "**/*.egg-info",
        "**/*.egg-info/PKG-INFO",
        "**/EGG-INFO/PKG-INFO").UpTo(ByteSize.Mebibytes(16));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (!file.Content.IsEmpty)
        {
            Report(PythonMetadata.Read(file.Lines), file, sink);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Reports the distribution, or what is wrong with its metadata.</summary>
    public static void Report(PythonMetadata metadata, FileView file, IFindingSink sink)
    {
        if (metadata.Name is null || metadata.Name.AsSpan().ContainsAny(NotInNames))
        {
            sink.Add(new Problem(file.Path, "python metadata without a valid name"));
        }
        else if (metadata.Version is null)
        {
            sink.Add(new Problem(file.Path, "python metadata without a version"));
        }
        else
        {
            sink.Add(new Package(PythonEcosystem.Name, metadata.Name, metadata.Version)
            {
                Licenses = metadata.Licenses,
            });
        }
    }
}
