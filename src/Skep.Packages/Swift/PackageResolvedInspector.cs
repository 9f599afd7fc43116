using System.Text.Json;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Swift;

/// <summary>Lists what the Swift package manager resolved, in its formats 1 to 3.</summary>
/// <remarks>
/// Format:
/// <see href="https://docs.swift.org/swiftpm/documentation/packagemanagerdocs/resolvingpackageversions"/>.
/// </remarks>
internal sealed class PackageResolvedInspector : IInspector
{
    public InspectorId Id => new("swift/resolved");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/Package.resolved").UpTo(JsonFile.Limit);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = JsonFile.TryOpen(file, sink);
        if (document is not null)
        {
            JsonElement root = document.RootElement;
            JsonElement pins = root.Member("pins"u8);
            pins = pins.ValueKind == JsonValueKind.Array ? pins : root.Member("object"u8).Member("pins"u8);
            var found = new DeclaredPackages(SwiftEcosystem.Name);
            foreach (JsonElement pin in pins.Items())
            {
                // A pin on a branch has a revision and no version.
                string? address = pin.Text("location"u8) ?? pin.Text("repositoryURL"u8);
                if (pin.Member("state"u8).Text("version"u8) is { } version)
                {
                    found.Add(address is null ? null : SwiftEcosystem.NameOf(address), version);
                }
            }

            found.Report(file, sink);
        }

        return ValueTask.CompletedTask;
    }
}
