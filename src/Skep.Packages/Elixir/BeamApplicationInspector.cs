using System.Text;
using System.Text.RegularExpressions;
using Skep.Core;

namespace Skep.Packages.Elixir;

/// <summary>Lists the applications of an Erlang or Elixir release by the resource file each is compiled with.</summary>
/// <remarks>
/// <c>lib/NAME-VERSION/ebin/NAME.app</c> holds one Erlang term, <c>{application, name, [{vsn, "1.0"}, …]}</c>. The
/// applications of Erlang itself are listed as well. Format:
/// <see href="https://www.erlang.org/doc/apps/kernel/app.html"/>.
/// </remarks>
internal sealed partial class BeamApplicationInspector : IInspector
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

        string term = Encoding.UTF8.GetString(file.Content.Span[..Math.Min(file.Content.Length, MaxTerm)]);
        Match name = ApplicationName().Match(term);
        Match version = ApplicationVersion().Match(term);
        if (name.Success && version.Success)
        {
            sink.Add(new Package(HexEcosystem.Name, name.Groups["name"].Value, version.Groups["version"].Value));
        }
        else
        {
            sink.Add(new Problem(file.Path, "application resource file without a name and a version"));
        }

        return ValueTask.CompletedTask;
    }

    [GeneratedRegex("""\{\s*application\s*,\s*'?(?<name>[a-z][A-Za-z0-9_]*)'?""", RegexOptions.NonBacktracking)]
    private static partial Regex ApplicationName();

    [GeneratedRegex("""\{\s*vsn\s*,\s*"(?<version>[^"]{1,200})"\s*\}""", RegexOptions.NonBacktracking)]
    private static partial Regex ApplicationVersion();
}
