using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Yaml;
using YamlDotNet.RepresentationModel;

namespace Skep.Cli.Settings;

/// <summary>The settings file, <c>skep.yaml</c>: one line a flag, by its long name without dashes.</summary>
/// <remarks>
/// A name that is no flag is refused, so a misspelt gate is never silently open. A file that was named is the user's
/// own word. One that merely lies in the current folder may have come with a checkout, from people who must not choose
/// where files are written, whom credentials are sent to, what is verified or which code the process ends with: it may
/// set <see cref="Harmless"/> flags only.
/// </remarks>
internal sealed class SettingsFile
{
    public const string DefaultName = "skep.yaml";

    /// <summary>
    /// What is looked for, shown and failed on: no more than an ignore file in the same folder may change.
    /// </summary>
    private static readonly HashSet<string> Harmless =
    [
        "fail-on", "format", "ignore-status", "ignore-unfixed", "list-all-pkgs", "offline", "only-fixed", "platform",
        "removed", "scanners", "severity", "show-suppressed", "skip-dirs", "skip-files", "timeout", "verify-diffids",
    ];

    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.Ordinal);

    public static SettingsFile Read(Host host, string? named, IReadOnlySet<string> known)
    {
        var file = new SettingsFile();
        string path = host.FullPath(named ?? DefaultName);
        if (named is null && !File.Exists(path))
        {
            return file;
        }

        var problems = new List<Problem>();
        string name = named ?? DefaultName;
        YamlNode? root = SafeYaml.Load(name, SmallFile.ReadText(path), problems);
        if (root is YamlMappingNode map)
        {
            foreach ((YamlNode key, YamlNode value) in map.Children)
            {
                string flag = SafeYaml.Text(key) ?? string.Empty;
                file.Add($"{name}:{key.Start.Line}", flag, value, known, isFound: named is null);
            }
        }
        else if (root is not null)
        {
            problems.Add(new Problem(name, "expected lines like 'fail-on: high'"));
        }

        return problems.Count == 0 ? file : throw Wrong(problems[0].Location, problems[0].Message, null);
    }

    public IReadOnlyList<string> Values(string flag) => _values.GetValueOrDefault(flag) ?? [];

    private void Add(string place, string flag, YamlNode value, IReadOnlySet<string> known, bool isFound)
    {
        if (!known.Contains(flag))
        {
            throw Wrong(place, $"'{flag}' is not a flag of skep", null);
        }

        if (isFound && !Harmless.Contains(flag))
        {
            throw Wrong(
                place,
                $"'{flag}' is not taken from a file that only lies in the current folder",
                $"if it is yours: --config {DefaultName} or SKEP_CONFIG={DefaultName}; "
                    + "to read none: --config /dev/null");
        }

        _values[flag] = SafeYaml.Texts(value) ?? throw Wrong(place, $"'{flag}' takes a value or a list", null);
    }

    private static SkepException Wrong(string place, string message, string? hint) =>
        new(ErrorKind.Invalid, $"{place}: {message}", hint);
}
