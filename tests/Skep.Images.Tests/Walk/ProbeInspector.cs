using System.Security.Cryptography;
using System.Text;
using Skep.Core;

namespace Skep.Images.Tests.Walk;

/// <summary>
/// Reports every file it is shown as a package: its path, and the start of its content as the version.
/// </summary>
internal sealed class ProbeInspector(string id, FilePatterns wants) : IInspector
{
    private const int ShownContent = 64;

    public InspectorId Id { get; } = new(id);

    public int Version { get; init; } = 1;

    public FilePatterns Wants { get; } = wants;

    /// <summary>Called instead of the report.</summary>
    public Func<FileView, CancellationToken, ValueTask>? Instead { get; init; }

    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public async ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (Instead is not null)
        {
            await Instead(file, cancellationToken);
            return;
        }

        ReadOnlySpan<byte> content = file.Content.Span;
        string version = content.Length <= ShownContent ? Encoding.UTF8.GetString(content) : HashOf(content.ToArray());
        sink.Add(new Package(new EcosystemId("probe"), file.Path.ToString(), version));
    }
}
