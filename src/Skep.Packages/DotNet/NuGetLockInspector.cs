using System.Text.Json;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.DotNet;

/// <summary>Lists what NuGet's lock file asks for, for all target frameworks together.</summary>
/// <remarks>
/// Format:
/// <see href="https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files"/>.
/// </remarks>
internal sealed class NuGetLockInspector : IInspector
{
    public InspectorId Id => new("dotnet/lock");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/packages.lock.json").UpTo(JsonFile.Limit);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = JsonFile.TryOpen(file, sink);
        if (document is null)
        {
            return ValueTask.CompletedTask;
        }

        var found = new DeclaredPackages(NuGetEcosystem.Name);
        foreach ((_, JsonElement framework) in document.RootElement.Member("dependencies"u8).Members())
        {
            foreach ((string name, JsonElement entry) in framework.Members())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (entry.Text("type"u8) != "Project")
                {
                    found.Add(name, entry.Text("resolved"u8));
                }
            }
        }

        found.Report(file, sink);
        return ValueTask.CompletedTask;
    }
}
