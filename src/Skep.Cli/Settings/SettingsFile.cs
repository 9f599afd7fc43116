using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Policy;
using YamlDotNet.RepresentationModel;

namespace Skep.Cli.Settings;

/// <summary>The settings file, <c>skep.yaml</c>: one line a flag, by its long name without dashes.</summary>
/// <remarks>A name that is no flag is refused, so a misspelt gate is never silently open.</remarks>
internal sealed class SettingsFile
{
    private const string DefaultName = "skep.yaml";

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
                file.Add(name, SafeYaml.Text(key) ?? string.Empty, value, known);
            }
        }
        else if (root is not null)
        {
            problems.Add(new Problem(name, "expected lines like 'fail-on: high'"));
        }

        return problems.Count == 0 ? file : throw Wrong(problems[0].Location, problems[0].Message);
    }

    public IReadOnlyList<string> Values(string flag) => _values.GetValueOrDefault(flag) ?? [];

    private void Add(string name, string key, YamlNode value, IReadOnlySet<string> known)
    {
        string place = $"{name}:{value.Start.Line}";
        if (!known.Contains(key))
        {
            throw Wrong(place, $"'{key}' is not a flag of skep");
        }

        _values[key] = SafeYaml.Texts(value) ?? throw Wrong(place, $"'{key}' takes a value or a list");
    }

    private static SkepException Wrong(string place, string message) => new(ErrorKind.Invalid, $"{place}: {message}");
}
