using System.Text.Json;
using Skep.Core;
using Skep.Secrets.Verification;

namespace Skep.Secrets.Rules;

/// <summary>A rule as a JSON object: what differs from the default, one member each, nothing nested.</summary>
/// <remarks>Without an id it has the exceptions for all rules.</remarks>
internal sealed class RuleLine
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _lists = new(StringComparer.Ordinal);

    private RuleLine()
    {
    }

    public string Id => Text("id");

    public static RuleLine Read(ref Utf8JsonReader reader)
    {
        var line = new RuleLine();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                line._lists.Add(name, Strings(ref reader));
            }
            else
            {
                line._texts.Add(name, reader.GetString()!);
            }
        }

        return line;
    }

    public AllowList ToAllowed() => Has("allow-values") || Has("allow-words") || Has("allow-paths")
        ? new AllowList { Values = List("allow-values"), Words = List("allow-words"), Paths = Globs("allow-paths") }
        : AllowList.Empty;

    public SecretRule ToRule()
    {
        string matcher = Text("matcher");
        return new SecretRule(new RuleId(Id), Text("title"), Text("category"), Enum.Parse<Severity>(Text("severity")))
        {
            Keywords = RuleReader.Keywords(List("keywords"), Has("ignore-case")),
            Pattern = matcher.Length == 0 ? null
                : new MatcherText(Enum.Parse<MatcherKind>(matcher), Text("pattern"))
                {
                    Capture = (int)Number("capture"),
                    Group = _texts.GetValueOrDefault("group"),
                    IsBounded = !Has("unbounded"),
                    MinLength = (int)Number("min-length"),
                },
            Verifiers = [.. List("verify").Select(name => SecretVerifiers.Find(name)!)],
            File = !Has("file") ? null : new FileShape(
                Text("file"), Convert.FromHexString(Text("magic")), (int)Number("magic-at"), Number("min-size"),
                Has("trait-only")),
            Bulk = Has("bulk") ? new BulkShape(Text("bulk"), (int)Number("count")) : null,
            Paths = Has("include") || Has("exclude")
                ? new PathRange(Globs("include"), Globs("exclude")) : PathRange.Everywhere,
            MinEntropy = Number("millibits") / 1000.0,
            Allowed = ToAllowed(),
            IsGeneric = Has("generic"),
            IsInBinaries = Has("binary"),
            IsToken = Has("token"),
            IsExcusedByOwner = Has("excused"),
            Advice = Text("advice"),
            References = List("references"),
        };
    }

    private static string[] Strings(ref Utf8JsonReader reader)
    {
        var strings = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            strings.Add(reader.GetString()!);
        }

        return [.. strings];
    }

    private bool Has(string name) => _texts.ContainsKey(name) || _lists.ContainsKey(name);

    private string Text(string name) => _texts.GetValueOrDefault(name, string.Empty);

    private string[] List(string name) => _lists.GetValueOrDefault(name, []);

    private PathGlob[] Globs(string name) =>
        [.. List(name).Select(text => PathGlob.Parse(text, isNameAnywhere: true))];

    private long Number(string name) =>
        _texts.TryGetValue(name, out string? text)
            ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;
}
