using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Sboms;

/// <summary>Lists what the bills of materials say that a builder left inside the image, such as Bitnami's.</summary>
/// <remarks>
/// Packages of the operating system are passed over: its own database is in the image and knows better.
/// </remarks>
internal sealed class SbomInspector : IInspector
{
    private static readonly string[] SystemTypes = ["alpm", "apk", "deb", "opkg", "rpm"];

    public InspectorId Id => new("sboms/embedded");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths(
        "**/*.cdx.json",
        "**/*.spdx.json",
        "**/.spdx-*.spdx",
        "usr/share/sbom/*.json",
        "usr/share/sbom/*.spdx").UpTo(JsonFile.Limit);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (file.Content.IsEmpty)
        {
            return ValueTask.CompletedTask;
        }

        SbomContent content = SbomReader.Read(file.Content, file.Path.ToString(), cancellationToken);
        foreach (Package package in content.Packages)
        {
            if (!SystemTypes.Contains(package.Ecosystem.Value, StringComparer.Ordinal))
            {
                sink.Add(package);
            }
        }

        foreach (Problem problem in content.Problems)
        {
            sink.Add(problem);
        }

        return ValueTask.CompletedTask;
    }
}
