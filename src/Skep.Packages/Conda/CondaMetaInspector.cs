using System.Text.Json;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Conda;

/// <summary>Lists the packages of a conda environment by the record it keeps of each.</summary>
/// <remarks>
/// Python distributions among them leave their own metadata too and are found under both names: Python's advisories
/// speak of the distribution. Format:
/// <see href="https://docs.conda.io/projects/conda/en/stable/dev-guide/deep-dives/install.html"/>.
/// </remarks>
internal sealed class CondaMetaInspector : IInspector
{
    public InspectorId Id => new("conda/meta");

    public int Version => 2;

    // A record lists the package's files: that of the largest has 300,000.
    public FilePatterns Wants { get; } = FilePatterns.Paths("**/conda-meta/*.json").UpTo(JsonFile.Limit);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = JsonFile.TryOpen(file, sink);
        if (document is null)
        {
            return ValueTask.CompletedTask;
        }

        JsonElement root = document.RootElement;
        string? name = root.Text("name"u8);
        string? version = root.Text("version"u8);
        if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(version))
        {
            sink.Add(new Problem(file.Path, "conda record without a name and a version"));
        }
        else
        {
            sink.Add(new Package(CondaEcosystem.Name, name, version)
            {
                Architecture = root.Text("subdir"u8),
                Licenses = root.Member("license"u8).Texts(),
                Vendor = root.Text("channel"u8),
            });
            sink.Add(new OwnedFiles(CondaEcosystem.Name, name, Files(root, file.Path.Parent.Parent)));
        }

        return ValueTask.CompletedTask;
    }

    // Paths from the environment's directory, in which conda-meta lies.
    private static List<LayerPath> Files(JsonElement root, LayerPath environment) =>
        [.. root.Member("files"u8).Items().Select(item => item.Text()).OfType<string>().Select(environment.Combine)];
}
