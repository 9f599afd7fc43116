using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Skep.Core;
using Skep.Yaml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Tests.Schemas;

/// <summary>As much of JSON Schema as docs/reference/policy.schema.json uses, over YAML.</summary>
internal sealed class YamlSchema
{
    private static readonly HashSet<string> Known =
    [
        "$schema", "title", "description", "type", "additionalProperties", "properties", "required", "definitions",
        "items", "minItems", "minLength", "maxLength", "minimum", "maximum", "pattern", "enum", "oneOf", "anyOf",
        "$ref",
    ];

    private readonly JsonDocument _schema = JsonDocument.Parse(File.ReadAllText(PathOf()));

    public JsonElement Root => _schema.RootElement;

    public JsonElement Definition(string name) => Root.GetProperty("definitions").GetProperty(name);

    public IReadOnlyList<string> Errors(string yaml)
    {
        var problems = new List<Problem>();
        YamlNode? node = SafeYaml.Load("x.yaml", yaml, problems);
        Assert.Empty(problems);
        return [.. Errors(Root, node!, "")];
    }

    public IEnumerable<string> Errors(JsonElement schema, YamlNode node, string path)
    {
        Assert.Empty(schema.EnumerateObject().Select(member => member.Name).Except(Known));
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            schema = Definition(reference.GetString()!.Split('/')[^1]);
        }

        if (schema.TryGetProperty("type", out JsonElement type) && !IsType(type.GetString()!, node))
        {
            return [$"{path}: not {type}"];
        }

        return Choices(schema, node, path).Concat(node switch
        {
            YamlMappingNode map => Members(schema, map, path),
            YamlSequenceNode list => Items(schema, list, path),
            _ => Scalar(schema, ((YamlScalarNode)node).Value ?? "", path),
        });
    }

    private IEnumerable<string> Choices(JsonElement schema, YamlNode node, string path)
    {
        if (schema.TryGetProperty("oneOf", out JsonElement one)
            && one.EnumerateArray().Count(choice => !Errors(choice, node, path).Any()) != 1)
        {
            yield return $"{path}: not one of its shapes";
        }

        if (schema.TryGetProperty("anyOf", out JsonElement any)
            && any.EnumerateArray().All(choice => Errors(choice, node, path).Any()))
        {
            yield return $"{path}: none of its shapes";
        }
    }

    private IEnumerable<string> Members(JsonElement schema, YamlMappingNode map, string path)
    {
        string[] names = [.. map.Children.Keys.Select(key => SafeYaml.Text(key)!)];
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            foreach (string name in required.EnumerateArray().Select(name => name.GetString()!).Except(names))
            {
                yield return $"{path}: {name} is missing";
            }
        }

        if (!schema.TryGetProperty("additionalProperties", out JsonElement others))
        {
            yield break;
        }

        foreach ((YamlNode key, YamlNode value) in map.Children)
        {
            string name = SafeYaml.Text(key)!;
            JsonElement? member = schema.TryGetProperty("properties", out JsonElement properties)
                && properties.TryGetProperty(name, out JsonElement known)
                    ? known
                    : others.ValueKind == JsonValueKind.Object ? others : null;
            IEnumerable<string> errors = member is { } found
                ? Errors(found, value, $"{path}/{name}")
                : [$"{path}: {name} is not known"];
            foreach (string error in errors)
            {
                yield return error;
            }
        }
    }

    private IEnumerable<string> Items(JsonElement schema, YamlSequenceNode list, string path)
    {
        if (schema.TryGetProperty("minItems", out JsonElement least) && list.Children.Count < least.GetInt32())
        {
            yield return $"{path}: too few";
        }

        if (schema.TryGetProperty("items", out JsonElement items))
        {
            foreach (string error in list.Children.SelectMany((item, i) => Errors(items, item, $"{path}/{i}")))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<string> Scalar(JsonElement schema, string text, string path)
    {
        bool wrong = (schema.TryGetProperty("enum", out JsonElement words)
                && words.EnumerateArray().All(word => word.GetString() != text))
            || (schema.TryGetProperty("pattern", out JsonElement pattern)
                && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.NonBacktracking))
            || (schema.TryGetProperty("minLength", out JsonElement shortest) && text.Length < shortest.GetInt32())
            || (schema.TryGetProperty("maxLength", out JsonElement longest) && text.Length > longest.GetInt32())
            || (schema.TryGetProperty("minimum", out JsonElement least) && Number(text) < least.GetDouble())
            || (schema.TryGetProperty("maximum", out JsonElement most) && Number(text) > most.GetDouble());
        if (wrong)
        {
            yield return $"{path}: '{text}'";
        }
    }

    // YAML says of a plain scalar what it is by its spelling; quoted ones are texts.
    private static bool IsType(string type, YamlNode node) => (type, node) switch
    {
        ("object", YamlMappingNode) or ("array", YamlSequenceNode) => true,
        ("string", YamlScalarNode scalar) => !IsPlain(scalar) || TypeOf(scalar.Value!) == "string",
        ("number", YamlScalarNode scalar) => IsPlain(scalar) && TypeOf(scalar.Value!) is "integer" or "number",
        (_, YamlScalarNode scalar) => IsPlain(scalar) && TypeOf(scalar.Value!) == type,
        _ => false,
    };

    private static bool IsPlain(YamlScalarNode scalar) => scalar.Style == ScalarStyle.Plain;

    private static string TypeOf(string text) => text switch
    {
        "true" or "false" => "boolean",
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => "integer",
        _ when !double.IsNaN(Number(text)) => "number",
        _ => "string",
    };

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : double.NaN;

    private static string PathOf([CallerFilePath] string caller = "") => Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(caller)!, "..", "..", "..", "docs", "reference", "policy.schema.json"));
}
