using System.Text;
using Skep.Core;

namespace Skep.Packages.Debian;

/// <summary>Reads the licences of a Debian package from its copyright file, where that is machine-readable.</summary>
/// <remarks>
/// The short names behind <c>License:</c>, as declared, each once. Older files are prose, and name none.
/// Format: <see href="https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"/>.
/// </remarks>
internal sealed class CopyrightInspector : IInspector
{
    // A browser's file names 60; whoever writes more hides what matters.
    private const int MaxLicenses = 200;
    private const int MaxName = 200;

    public InspectorId Id => new("debian/copyright");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("usr/share/doc/*/copyright").UpTo(ByteSize.Mebibytes(8));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReadOnlySpan<byte> text = file.Content.Span;
        if (IsMachineReadable(text) && Licenses(text) is { Count: > 0 } licenses)
        {
            sink.Add(new DeclaredLicenses(DebEcosystem.Name, file.Path.Parent.Name.ToString(), licenses));
        }

        return ValueTask.CompletedTask;
    }

    // The first field is the address of the format, under one of the names it has had.
    private static bool IsMachineReadable(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r\n"u8);
        return text.StartsWith("Format"u8) && text[..Math.Min(text.Length, MaxName)].IndexOf("http"u8) >= 0;
    }

    private static List<string> Licenses(ReadOnlySpan<byte> text)
    {
        var names = new List<string>();
        foreach (ReadOnlySpan<byte> line in new LineEnumerator(text))
        {
            if (!line.StartsWith("License:"u8) || names.Count >= MaxLicenses)
            {
                continue;
            }

            ReadOnlySpan<byte> name = line["License:"u8.Length..].Trim(" \t"u8);
            if (name.Length is > 0 and <= MaxName && Encoding.UTF8.GetString(name) is { } found
                && !names.Contains(found))
            {
                names.Add(found);
            }
        }

        return names;
    }
}
