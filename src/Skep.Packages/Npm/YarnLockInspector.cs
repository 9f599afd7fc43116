using System.Text;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Npm;

/// <summary>Lists what Yarn's lock file asks for: the format of Yarn 1 and the YAML of later ones ("berry").</summary>
/// <remarks>
/// Both are written by machines, line by line: an entry's key stands at the margin, its fields are indented by two
/// spaces, as <c>version "1.0.0"</c> or <c>version: 1.0.0</c>. One reader of lines serves both.
/// </remarks>
internal sealed class YarnLockInspector : IInspector
{
    private static readonly string[] OwnCode = ["file:", "link:", "portal:", "workspace:"];

    public InspectorId Id => new("npm/yarn-lock");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/yarn.lock").UpTo(ByteSize.Mebibytes(32));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        var found = new DeclaredPackages(NpmEcosystem.Name);
        string? name = null;
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            if (line[0] != ' ')
            {
                cancellationToken.ThrowIfCancellationRequested();
                name = line[^1] == ':' ? NameOf(Encoding.UTF8.GetString(line[..^1])) : null;
            }
            else if (name is not null && (line.StartsWith("  version "u8) || line.StartsWith("  version:"u8)))
            {
                found.Add(name, Encoding.UTF8.GetString(line["  version"u8.Length..].Trim(" :\""u8)));
                name = null;
            }
        }

        found.Report(file, sink);
        return ValueTask.CompletedTask;
    }

    // "@scope/name@^1.0.0", "@scope/name@^1.2.0" — or one string with commas in it: the first descriptor will do.
    private static string? NameOf(string key)
    {
        string first = key.Split(',')[0].Trim(' ', '"');
        int at = first.IndexOf('@', Math.Min(1, first.Length));
        if (at <= 0)
        {
            // "__metadata" holds the format's version.
            return null;
        }

        string range = first[(at + 1)..];
        if (OwnCode.Any(protocol => range.StartsWith(protocol, StringComparison.Ordinal)))
        {
            return null;
        }

        // "lodash4@npm:lodash@^4.0.0" is an alias; "lodash@npm:^4.0.0" is berry's plain form.
        string target = range.StartsWith("npm:", StringComparison.Ordinal) ? range[4..] : string.Empty;
        return target.LastIndexOf('@') is > 0 and int alias ? target[..alias] : first[..at];
    }
}
