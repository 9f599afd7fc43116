using System.Globalization;
using System.Text;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Go;

/// <summary>Lists what a Go module requires, with its own replacements applied.</summary>
/// <remarks>
/// Since Go 1.17 the file names every module that is needed to build, also indirect ones; before, only direct ones. A
/// replacement by a folder is the project's own code; <see cref="GoSums"/> adds the rest. Format:
/// <see href="https://go.dev/ref/mod#go-mod-file"/>.
/// </remarks>
internal sealed class GoModInspector : IInspector
{
    public InspectorId Id => new("go/mod");

    public int Version => 2;

    public FilePatterns Wants { get; } = FilePatterns.Paths("**/go.mod").UpTo(ByteSize.Mebibytes(4));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (GoSums.IsInModuleCache(file.Path))
        {
            return ValueTask.CompletedTask;
        }

        var module = new Requirements();
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
                    module.Read(verb, rest);
                    break;
                case [..] when block.Length > 0:
                    module.Read(block, words);
                    break;
            }
        }

        module.Report(file, sink);
        return ValueTask.CompletedTask;
    }

    /// <summary>What one go.mod has said so far.</summary>
    private sealed class Requirements
    {
        // The first version that writes indirect requirements down.
        private const int CompleteSince = 17;

        private readonly OrderedDictionary<string, string> _required = [];
        private readonly Dictionary<string, (string Name, string? Version)> _replaced = new(StringComparer.Ordinal);

        // A file that does not say is older than the directive, which came with Go 1.12.
        private bool _isComplete;

        public void Read(string verb, string[] words)
        {
            switch (verb, words)
            {
                case ("go", [var version]):
                    _isComplete = IsComplete(version);
                    break;
                case ("require", [var name, var version]):
                    _required[name.Trim('"')] = version;
                    break;
                case ("replace", [var old, "=>", var name, var version]):
                    _replaced[old] = (name, version);
                    break;
                case ("replace", [var old, var oldVersion, "=>", var name, var version]):
                    _replaced[$"{old}@{oldVersion}"] = (name, version);
                    break;
                case ("replace", [var old, "=>", var folder]):
                    _replaced[old] = (folder, null);
                    break;
                case ("replace", [var old, var oldVersion, "=>", var folder]):
                    _replaced[$"{old}@{oldVersion}"] = (folder, null);
                    break;
            }
        }

        public void Report(FileView file, IFindingSink sink)
        {
            var found = new DeclaredPackages(GoEcosystem.Name) { Note = _isComplete ? null : GoSums.DirectOnly };
            foreach ((string name, string version) in _required)
            {
                if (!_replaced.TryGetValue($"{name}@{version}", out (string Name, string? Version) other)
                    && !_replaced.TryGetValue(name, out other))
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

        private static bool IsComplete(string version) =>
            version.Split('.') is [var major, var minor, ..]
            && int.TryParse(major, CultureInfo.InvariantCulture, out int first)
            && int.TryParse(minor, CultureInfo.InvariantCulture, out int second)
            && (first, second).CompareTo((1, CompleteSince)) >= 0;
    }
}
