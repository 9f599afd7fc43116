using System.Text.Json;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Python;

/// <summary>Lists what Pipenv's lock file asks for.</summary>
/// <remarks>Format: <see href="https://pipenv.pypa.io/en/latest/pipfile.html"/>.</remarks>
internal sealed class PipfileLockInspector : IInspector
{
    public InspectorId Id => new("python/pipfile-lock");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/Pipfile.lock").UpTo(JsonFile.Limit);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        using JsonDocument? document = JsonFile.TryOpen(file, sink);
        if (document is not null)
        {
            var found = new DeclaredPackages(PythonEcosystem.Name);
            foreach ((string section, JsonElement packages) in document.RootElement.Members())
            {
                if (section is not "_meta")
                {
                    Read(packages, section is "develop", found);
                }
            }

            found.Report(file, sink);
        }

        return ValueTask.CompletedTask;
    }

    private static void Read(JsonElement packages, bool isDevelopment, DeclaredPackages found)
    {
        foreach ((string name, JsonElement entry) in packages.Members())
        {
            // Without a version it is a folder or a repository's revision.
            if (entry.Text("version"u8) is { } version)
            {
                found.Add(name, version.TrimStart('=').Trim(), isDevelopment);
            }
        }
    }
}
