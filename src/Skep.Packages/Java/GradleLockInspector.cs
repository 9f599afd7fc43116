using System.Text;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Java;

/// <summary>Lists what Gradle's lock file asks for.</summary>
/// <remarks>
/// A line is <c>group:artifact:version=configuration,…</c>; the last line, <c>empty=…</c>, names configurations
/// without any. Format: <see href="https://docs.gradle.org/current/userguide/dependency_locking.html"/>.
/// </remarks>
internal sealed class GradleLockInspector : IInspector
{
    public InspectorId Id => new("java/gradle-lock");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/*gradle.lockfile").UpTo(ByteSize.Mebibytes(8));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        var found = new DeclaredPackages(MavenEcosystem.Name);
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string text = Encoding.UTF8.GetString(line);
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (text.StartsWith('#') || equals < 0 || text[..equals] is "empty")
            {
                continue;
            }

            string[] coordinates = text[..equals].Split(':');
            string[] users = text[(equals + 1)..].Split(',');
            bool isDevelopment = users.All(user => user.StartsWith("test", StringComparison.Ordinal));
            string? name = coordinates.Length == 3 ? $"{coordinates[0]}:{coordinates[1]}" : null;
            found.Add(name, coordinates[^1], isDevelopment);
        }

        found.Report(file, sink);
        return ValueTask.CompletedTask;
    }
}
