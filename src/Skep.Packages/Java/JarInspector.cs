using Skep.Core;

namespace Skep.Packages.Java;

/// <summary>Lists the Java libraries in archives, and in the archives within them.</summary>
internal sealed class JarInspector : IInspector
{
    public InspectorId Id => new("java/archive");

    public int Version => 2;

    public FilePatterns Wants { get; } = FilePatterns.Paths(
        "**/*.aar",
        "**/*.ear",
        "**/*.hpi",
        "**/*.jar",
        "**/*.jpi",
        "**/*.kar",
        "**/*.par",
        "**/*.rar",
        "**/*.sar",
        "**/*.war").UpTo(ByteSize.Mebibytes(1024));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        // An empty file is a placeholder: no archive, and no library.
        if (!file.Content.IsEmpty && !IsForeignRar(file))
        {
            new JarReader(sink, cancellationToken).Read(file.Content, file.Path.ToString());
        }

        return ValueTask.CompletedTask;
    }

    // The suffix is shared by Java's resource adapters and an archiver's own format.
    private static bool IsForeignRar(FileView file) =>
        file.Path.Name.EndsWith(".rar") && file.Content.Span.StartsWith("Rar!"u8);
}
