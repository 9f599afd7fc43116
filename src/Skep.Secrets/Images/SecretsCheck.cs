using System.Buffers;
using System.Globalization;
using System.Text;
using Skep.Core;
using Skep.Secrets.Rules;
using Skep.Secrets.Scanning;

namespace Skep.Secrets.Images;

/// <summary>Looks for secrets in an image's configuration: variables, build history, labels, commands.</summary>
/// <remarks>Everyone who can pull an image can read them, and every container gets the variables.</remarks>
internal sealed class SecretsCheck(ValueFinder finder, SightingMaker maker) : IImageCheck
{
    private const string BuildAdvice =
        "Revoke the value and give it to the build as a secret (RUN --mount=type=secret), not as an argument.";

    private const string RunAdvice =
        "Revoke the value, take it out of the Dockerfile and mount it as a secret when the container starts.";

    private static readonly SecretRule Variable = Own(
        "secrets/image/environment", "Secret in an environment variable", RunAdvice);

    private static readonly SecretRule History = Own(
        "secrets/image/history", "Secret in the build history", BuildAdvice);

    private static readonly SecretRule Label = Own(
        "secrets/image/label", "Secret in a label", RunAdvice);

    private static readonly SecretRule Command = Own(
        "secrets/image/command", "Secret on a command line", RunAdvice);

    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    private readonly ConfigurationText _texts = new(finder);

    public string Id => "secrets/image";

    public Scanner Scanner => Scanner.Secret;

    public IEnumerable<Sighting> Check(ImageInventory image, IFileTree files)
    {
        if (image.Configuration is not { } configuration)
        {
            return [];
        }

        string name = image.Image.Name;
        var found = new Dictionary<string, Sighting>(StringComparer.Ordinal);
        foreach (string variable in configuration.Environment)
        {
            Add(found, new ConfigurationPlace("environment variable", Variable, Inspect(name,
                "{{json .Config.Env}}")), variable, true);
        }

        foreach ((string key, string value) in configuration.Labels.Concat(configuration.Annotations))
        {
            Add(found, new ConfigurationPlace("label", Label, Inspect(name, "{{json .Config.Labels}}")),
                $"{key}={value}", true);
        }

        AddCommands(found, configuration, name);
        AddHistory(found, configuration, name);
        return found.Values;
    }

    private void AddCommands(Dictionary<string, Sighting> found, ImageConfiguration configuration, string name)
    {
        (string What, IReadOnlyList<string> Words)[] commands =
        [
            ("entrypoint", configuration.Entrypoint), ("command", configuration.Command),
            ("health check", configuration.HealthCheck), ("author", [configuration.Author]),
            .. configuration.OnBuild.Select(trigger => ("ONBUILD trigger", (IReadOnlyList<string>)[trigger])),
        ];
        foreach ((string what, IReadOnlyList<string> words) in commands)
        {
            Add(found, new ConfigurationPlace(what, Command, Inspect(name, "{{json .Config}}")), string.Join(' ',
                words), false);
        }
    }

    private void AddHistory(Dictionary<string, Sighting> found, ImageConfiguration configuration, string name)
    {
        for (int i = 0; i < configuration.History.Count; i++)
        {
            HistoryEntry entry = configuration.History[i];
            var place = new ConfigurationPlace("build history", History, $"docker history --no-trunc {Quoted(name)}")
            {
                HistoryIndex = i,
                LayerIndex = entry.LayerIndex,
            };
            foreach (string argument in entry.Arguments)
            {
                Add(found, place with { What = "build argument" }, argument, true);
            }

            Add(found, place, entry.Instruction, false);
        }
    }

    private void Add(Dictionary<string, Sighting> found, ConfigurationPlace place, string text, bool isVariable)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.Length > ConfigurationText.MaxLength
            ? text[..ConfigurationText.MaxLength] : text);
        IReadOnlyList<TextSecret> secrets = isVariable
            ? _texts.FindInVariable(bytes, false) : _texts.Find(bytes, false);
        List<FoundValue> values = [.. secrets.Select(secret => new FoundValue(secret.Rule ?? place.Rule, secret.Span))];
        for (int i = 0; i < values.Count; i++)
        {
            ReadOnlySpan<byte> value = bytes.AsSpan(values[i].Span.Start, values[i].Span.Length);
            Sighting sighting = Make(place, secrets[i], values, i, bytes, value);
            if (!found.TryGetValue(sighting.Fingerprint!, out Sighting? seen))
            {
                found.Add(sighting.Fingerprint!, sighting);
            }
            else if (seen.HistoryIndex is null && place.HistoryIndex is not null)
            {
                // The variable's own instruction: one secret, one finding, with the line that brought it.
                found[sighting.Fingerprint!] = seen with
                {
                    HistoryIndex = place.HistoryIndex,
                    LayerIndex = place.LayerIndex
                };
            }
        }
    }

    private Sighting Make(
        ConfigurationPlace place, TextSecret secret, List<FoundValue> values, int index, byte[] text,
            ReadOnlySpan<byte> value)
    {
        SecretRule rule = values[index].Rule;
        Sighting sighting = maker.Make(rule, value);
        string name = secret.Name.Length > 0 ? secret.Name : Name(text, secret);
        return sighting with
        {
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"{rule.Title}, {value.Length} characters, in the {$"{place.What} {name}".TrimEnd()}."),
            Subject = name.Length > 0 ? name : sighting.Fingerprint![..8],
            Evidence =
            [
                new Evidence(
                    values[index].Span.Start, value.Length, 0, MaskedValue.InLine(text, values, index,
                        Evidence.MaxText)),
            ],
            Advice = rule.Pattern is null ? rule.Advice : $"{rule.Advice} {place.Rule.Advice}",
            CheckCommand = place.Command,
            HistoryIndex = place.HistoryIndex,
            LayerIndex = place.LayerIndex,
        };
    }

    /// <summary>What stands before the '=' of <c>NAME=value</c>.</summary>
    private static string Name(byte[] text, TextSecret secret)
    {
        int equals = text.AsSpan(0, secret.Span.Start).LastIndexOf((byte)'=');
        ReadOnlySpan<byte> before = equals < 0 ? default : text.AsSpan(0, equals);
        before = before[(before.LastIndexOfAnyExcept(NameBytes) + 1)..];
        return before.Length > 64 ? string.Empty : Encoding.UTF8.GetString(before);
    }

    private static SecretRule Own(string id, string title, string advice) =>
        new(new RuleId(id), title, "configuration", Severity.High) { Advice = advice, IsGeneric = true };

    private static string Inspect(string image, string format) =>
        $"docker image inspect --format '{format}' {Quoted(image)}";

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Where in the configuration a text stands.</summary>
    private sealed record ConfigurationPlace(string What, SecretRule Rule, string Command)
    {
        public int? HistoryIndex { get; init; }

        public int? LayerIndex { get; init; }
    }
}
