using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Python;

/// <summary>Lists the distributions that old setuptools installed as one zip archive each.</summary>
/// <remarks>Format: <see href="https://setuptools.pypa.io/en/latest/deprecated/python_eggs.html"/>.</remarks>
internal sealed class PythonEggInspector : IInspector
{
    private const int MaxEntries = 200_000;
    private const int MaxMetadata = 4 * 1024 * 1024;

    public InspectorId Id => new("python/egg");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/*.egg").UpTo(ByteSize.Mebibytes(512));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (file.Content.IsEmpty)
        {
            return ValueTask.CompletedTask;
        }

        ZipDirectory? directory = ZipDirectory.TryOpen(file.Content, out string problem);
        if (directory is null)
        {
            sink.Add(new Problem(file.Path, problem));
            return ValueTask.CompletedTask;
        }

        for (int count = 0; count < MaxEntries && directory.TryReadNext(out ZipEntry entry); count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.Name.Span.SequenceEqual("EGG-INFO/PKG-INFO"u8))
            {
                Read(directory, entry, file, sink);
                return ValueTask.CompletedTask;
            }
        }

        sink.Add(new Problem(file.Path, directory.Problem ?? "egg without EGG-INFO/PKG-INFO"));
        return ValueTask.CompletedTask;
    }

    private static void Read(ZipDirectory directory, ZipEntry entry, FileView file, IFindingSink sink)
    {
        ReadOnlyMemory<byte>? content = directory.Raw(entry);
        if (content is { } raw && entry.Method != ZipDirectory.Stored)
        {
            bool isReadable = entry.Method == ZipDirectory.Deflated && entry.Size <= MaxMetadata;
            content = isReadable ? Inflater.TryInflate(raw, (int)entry.Size) : null;
        }

        if (content is { } text)
        {
            PythonDistributionInspector.Report(PythonMetadata.Read(new LineEnumerator(text.Span)), file, sink);
        }
        else
        {
            sink.Add(new Problem(file.Path, "damaged entry EGG-INFO/PKG-INFO"));
        }
    }
}
