using System.Text;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Go;

/// <summary>Lists what a Go module requires, with its own replacements applied.</summary>
/// <remarks>
/// Since Go 1.17 the file names every module that is needed to build, also indirect ones; before, only direct ones. A
/// replacement by a folder is the project's own code. Format: <see href="https://go.dev/ref/mod#go-mod-file"/>.
/// </remarks>
internal sealed class GoModInspector : IInspector
{
    public InspectorId Id => new("go/mod");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/go.mod").UpTo(ByteSize.Mebibytes(4));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        var required = new OrderedDictionary<string, string>();
        var replaced = new Dictionary<string, (string Name, string? Version)>(StringComparer.Ordinal);
        string block = string.Empty;
        foreach (ReadOnlySpan<byte> line in file.Lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string text = Encoding.UTF8.GetString(line);
            int comment = text.IndexOf("//", StringComparison.Ordinal);
            text = comment < 0 ? text : text[..comment];
            string[] words = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case [")"]:
                    block = string.Empty;
                    break;
                case [var verb, "("]:
                    block = verb;
                    break;
                case [var verb, .. var rest] when block.Length == 0:
                    Read(verb, rest, required, replaced);
                    break;
                case [..] when block.Length > 0:
                    Read(block, words, required, replaced);
                    break;
            }
        }

        Report(required, replaced, file, sink);
        return ValueTask.CompletedTask;
    }

    private static void Read(
        string verb,
        string[] words,
        OrderedDictionary<string, string> required,
        Dictionary<string, (string Name, string? Version)> replaced)
    {
        switch (verb, words)
        {
            case ("require", [var name, var version]):
                required[name.Trim('"')] = version;
                break;
            case ("replace", [var old, "=>", var name, var version]):
                replaced[old] = (name, version);
                break;
            case ("replace", [var old, var oldVersion, "=>", var name, var version]):
                replaced[$"{old}@{oldVersion}"] = (name, version);
                break;
            case ("replace", [var old, "=>", var folder]):
                replaced[old] = (folder, null);
                break;
            case ("replace", [var old, var oldVersion, "=>", var folder]):
                replaced[$"{old}@{oldVersion}"] = (folder, null);
                break;
        }
    }

    private static void Report(
        OrderedDictionary<string, string> required,
        Dictionary<string, (string Name, string? Version)> replaced,
        FileView file,
        IFindingSink sink)
    {
        var found = new DeclaredPackages(GoEcosystem.Name);
        foreach ((string name, string version) in required)
        {
            if (!replaced.TryGetValue($"{name}@{version}", out (string Name, string? Version) other)
                && !replaced.TryGetValue(name, out other))
            {
                other = (name, version);
            }

            if (other.Version is not null)
            {
                found.Add(other.Name, other.Version);
            }
        }

        found.Report(file, sink);
    }
}
