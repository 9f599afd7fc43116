using System.Text.Json;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.DotNet;

/// <summary>Lists the packages that a published .NET application, or a shared framework, was built from.</summary>
/// <remarks>
/// Only packages whose files were deployed count: the others were needed to compile. The shared framework lists
/// itself as the package it is published in (<c>Microsoft.NETCore.App.Runtime.linux-x64</c>), a self-contained
/// application as a <c>runtimepack</c>. Format:
/// <see href="https://github.com/dotnet/sdk/blob/main/documentation/specs/runtime-configuration-file.md"/>.
/// </remarks>
internal sealed class DepsJsonInspector : IInspector
{
    private const string RuntimePack = "runtimepack.";

    public InspectorId Id => new("dotnet/deps");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/*.deps.json").UpTo(JsonFile.Limit);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = JsonFile.TryOpen(file, sink);
        if (document is null)
        {
            return ValueTask.CompletedTask;
        }

        Dictionary<string, JsonElement> deployed = Deployed(document.RootElement);
        foreach ((string key, JsonElement library) in document.RootElement.Member("libraries"u8).Members())
        {
            cancellationToken.ThrowIfCancellationRequested();
            int slash = key.IndexOf('/', StringComparison.Ordinal);
            bool isPack = library.Text("type"u8) == "runtimepack";
            if ((!isPack && library.Text("type"u8) != "package")
                || (deployed.TryGetValue(key, out JsonElement target) && !HasFiles(target)))
            {
                continue;
            }

            if (slash <= 0 || slash == key.Length - 1)
            {
                sink.Add(new Problem(file.Path, "library without a name and version"));
                continue;
            }

            string name = isPack && key.StartsWith(RuntimePack, StringComparison.Ordinal)
                ? key[RuntimePack.Length..slash]
                : key[..slash];
            sink.Add(new Package(NuGetEcosystem.Name, name, key[(slash + 1)..]));
        }

        return ValueTask.CompletedTask;
    }

    // What the file's own target says of each library; without that target nothing is ruled out.
    private static Dictionary<string, JsonElement> Deployed(JsonElement root)
    {
        var result = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        string? own = root.Member("runtimeTarget"u8).Text("name"u8) ?? root.Text("runtimeTarget"u8);
        foreach ((string name, JsonElement target) in root.Member("targets"u8).Members())
        {
            if (name == own)
            {
                foreach ((string key, JsonElement library) in target.Members())
                {
                    result.TryAdd(key, library);
                }
            }
        }

        return result;
    }

    private static bool HasFiles(JsonElement target) =>
        target.Member("runtime"u8).ValueKind == JsonValueKind.Object
        || target.Member("native"u8).ValueKind == JsonValueKind.Object
        || target.Member("runtimeTargets"u8).ValueKind == JsonValueKind.Object;
}
