using Skep.Core;

namespace Skep.Packages.Elixir;

/// <summary>Lists the hex packages whose sources were fetched, by the record that Hex unpacks beside each.</summary>
/// <remarks>
/// <c>deps/NAME/hex_metadata.config</c> holds one Erlang term after the other: <c>{&lt;&lt;"name"&gt;&gt;,
/// &lt;&lt;"plug"&gt;&gt;}.</c> Format:
/// <see href="https://github.com/hexpm/specifications/blob/main/package_metadata.md"/>.
/// </remarks>
internal sealed class HexMetadataInspector : IInspector
{
    public InspectorId Id => new("elixir/hex-metadata");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/hex_metadata.config").UpTo(ByteSize.Mebibytes(4));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string? name = null;
        string? version = null;

        // Requirements have names and versions too, deeper in a term; what describes the package starts a line.
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            if (line.StartsWith((byte)'{'))
            {
                name ??= ErlangTerm.After(line, "<<\"name\">>"u8);
                version ??= ErlangTerm.After(line, "<<\"version\">>"u8);
            }
        }

        if (name is not null && version is not null)
        {
            sink.Add(new Package(HexEcosystem.Name, name, version));
        }
        else if (!file.Content.IsEmpty)
        {
            sink.Add(new Problem(file.Path, "hex package record without a name and a version"));
        }

        return ValueTask.CompletedTask;
    }
}
