using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Rust;

/// <summary>Lists what Cargo's lock file asks for.</summary>
/// <remarks>
/// A crate without a source is the project's own. The file does not say which are for tests only.
/// Format: <see href="https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html"/>.
/// </remarks>
internal sealed class CargoLockInspector : IInspector
{
    public InspectorId Id => new("rust/lock");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/Cargo.lock").UpTo(TomlFile.Limit);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (TomlFile.TryRead(file, sink, cancellationToken) is { } root)
        {
            var found = new DeclaredPackages(CargoEcosystem.Name);
            foreach (Node crate in root["package"]?.Items ?? [])
            {
                if (crate["source"] is not null)
                {
                    found.Add(crate["name"]?.Text, crate["version"]?.Text);
                }
            }

            found.Report(file, sink);
        }

        return ValueTask.CompletedTask;
    }
}
