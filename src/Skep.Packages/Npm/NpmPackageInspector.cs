using System.Text.Json;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Npm;

/// <summary>
/// Reads every <c>package.json</c>: in <c>node_modules</c> the record of an installed package, elsewhere an
/// application's.
/// </summary>
/// <remarks>
/// An image holds thousands of them, so reading stops as soon as name, version and licence are known. Valid JSON that
/// names no package (<c>{"type": "module"}</c>) is no finding and no problem; an empty file is a placeholder.
/// Format: <see href="https://docs.npmjs.com/cli/v11/configuring-npm/package-json"/>.
/// </remarks>
internal sealed class NpmPackageInspector : IInspector
{
    // Deep enough for any configuration people keep in there; a deeper file is made to hurt.
    private const int MaxDepth = 128;

    public InspectorId Id => new("npm/package");

    public int Version => 1;

    // The largest published ones, with their README inside, are below 2 MiB.
    public FilePatterns Wants { get; } = FilePatterns.Paths("**/package.json").UpTo(ByteSize.Mebibytes(16));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> json = JsonFile.WithoutMark(file.Content).Span;
        if (json.Trim(" \t\r\n"u8).IsEmpty)
        {
            return ValueTask.CompletedTask;
        }

        try
        {
            PackageJson read = PackageJson.Read(json, MaxDepth);
            if (NpmName.IsValid(read.Name) && !string.IsNullOrWhiteSpace(read.Version))
            {
                sink.Add(new Package(NpmEcosystem.Name, read.Name, read.Version.Trim()) { Licenses = read.Licenses });
            }
        }
        catch (JsonException)
        {
            sink.Add(new Problem(file.Path, "package.json is not valid JSON"));
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader throws for text that is no Unicode.
            sink.Add(new Problem(file.Path, "package.json holds text that is not UTF-8"));
        }

        return ValueTask.CompletedTask;
    }
}
