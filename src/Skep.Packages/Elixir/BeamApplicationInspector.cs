using System.Text;
using Skep.Core;

namespace Skep.Packages.Elixir;

/// <summary>Lists the applications of an Erlang or Elixir release by the resource file each is compiled with.</summary>
/// <remarks>
/// <c>lib/NAME-VERSION/ebin/NAME.app</c> holds one Erlang term, <c>{application, name, [{vsn, "1.0"}, …]}</c>. The
/// applications of Erlang itself are listed as well. Format:
/// <see href="https://www.erlang.org/doc/apps/kernel/app.html"/>.
/// </remarks>
internal sealed class BeamApplicationInspector : IInspector
{
    // The terms looked for stand at the start; the rest lists modules.
    private const int MaxTerm = 64 * 1024;

    public InspectorId Id => new("elixir/application");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/ebin/*.app").UpTo(ByteSize.Mebibytes(4));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (file.Content.IsEmpty)
        {
            return ValueTask.CompletedTask;
        }

        ReadOnlySpan<byte> term = file.Content.Span[..Math.Min(file.Content.Length, MaxTerm)];
        string? name = ErlangTerm.After(term, "application"u8);
        string? version = ErlangTerm.After(term, "vsn"u8);
        if (name is not null && version is not null)
        {
            sink.Add(new Package(HexEcosystem.Name, name, version));
        }
        else
        {
            sink.Add(new Problem(file.Path, "application resource file without a name and a version"));
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>As much of Erlang's term syntax as resource files use.</summary>
internal static class ErlangTerm
{
    private const int MaxText = 256;

    /// <summary>The text, binary or atom that follows <paramref name="tag"/> as the first element of a tuple.</summary>
    public static string? After(ReadOnlySpan<byte> term, ReadOnlySpan<byte> tag)
    {
        while (term.IndexOf((byte)'{') is >= 0 and int open)
        {
            term = term[(open + 1)..].TrimStart(" \t\r\n"u8);
            if (!term.StartsWith(tag))
            {
                continue;
            }

            ReadOnlySpan<byte> value = term[tag.Length..].TrimStart(" \t\r\n"u8);
            if (value.StartsWith(","u8))
            {
                value = value[1..].TrimStart(" \t\r\n"u8);
                value = value.StartsWith("<<"u8) ? value[2..] : value;
                return value.Length > 0 && value[0] is (byte)'"' or (byte)'\''
                    ? Text(value[1..], value[1..].IndexOf(value[0]))
                    : Text(value, value.IndexOfAny(" \t\r\n,}"u8));
            }
        }

        return null;
    }

    private static string? Text(ReadOnlySpan<byte> value, int length) =>
        length is > 0 and <= MaxText ? Encoding.UTF8.GetString(value[..length]) : null;
}
