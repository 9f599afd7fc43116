using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Skep.Secrets.Rules;

namespace Skep.Secrets.Tests.Rules;

/// <summary>Writes rules as <see cref="RuleLine"/> reads them.</summary>
internal static class RuleLineWriter
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(RuleFile file) => string.Concat(
        file.Rules.Select(rule => Line(json => Write(json, rule))).Prepend(Line(json => Write(json, file.Allowed))));

    private static string Line(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, SecretRule rule)
    {
        Text(json, "id", rule.Id.Value);
        Text(json, "title", rule.Title);
        Text(json, "category", rule.Category);
        Text(json, "severity", rule.Severity.ToString());
        List(json, "keywords", rule.Keywords.Select(keyword => keyword.Text));
        Flag(json, "ignore-case", rule.Keywords.Count > 0 && rule.Keywords.All(keyword => keyword.IgnoresCase));
        if (rule.Pattern is { } pattern)
        {
            Text(json, "matcher", pattern.Kind.ToString());
            Text(json, "pattern", pattern.Pattern);
            Number(json, "capture", pattern.Capture);
            Text(json, "group", pattern.Group ?? string.Empty);
            Flag(json, "unbounded", !pattern.IsBounded);
            Number(json, "min-length", pattern.MinLength);
        }

        List(json, "verify", rule.Verifiers.Select(verifier => verifier.Name));
        if (rule.File is { } file)
        {
            Text(json, "file", file.Kind);
            Text(json, "magic", Convert.ToHexString(file.Magic));
            Number(json, "magic-at", file.MagicAt);
            Number(json, "min-size", file.MinSize);
            Flag(json, "trait-only", file.IsTraitOnly);
        }

        Text(json, "bulk", rule.Bulk?.Kind ?? string.Empty);
        Number(json, "count", rule.Bulk?.MinCount ?? 0);
        List(json, "include", rule.Paths.Include.Select(glob => glob.ToString()));
        List(json, "exclude", rule.Paths.Exclude.Select(glob => glob.ToString()));
        Number(json, "millibits", (long)Math.Round(rule.MinEntropy * 1000));
        Write(json, rule.Allowed);
        Flag(json, "generic", rule.IsGeneric);
        Flag(json, "binary", rule.IsInBinaries);
        Flag(json, "token", rule.IsToken);
        Flag(json, "excused", rule.IsExcusedByOwner);
        Text(json, "advice", rule.Advice);
        List(json, "references", rule.References);
    }

    private static void Write(Utf8JsonWriter json, AllowList allowed)
    {
        Assert.Empty(allowed.Patterns);
        Assert.Empty(allowed.PathPatterns);
        List(json, "allow-values", allowed.Values);
        List(json, "allow-words", allowed.Words);
        List(json, "allow-paths", allowed.Paths.Select(glob => glob.ToString()));
    }

    private static void Text(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
        {
            json.WriteString(name, value);
        }
    }

    private static void Flag(Utf8JsonWriter json, string name, bool value) =>
        Text(json, name, value ? "true" : string.Empty);

    private static void Number(Utf8JsonWriter json, string name, long value) =>
        Text(json, name, value == 0 ? string.Empty : value.ToString(CultureInfo.InvariantCulture));

    private static void List(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        string[] all = [.. values];
        if (all.Length > 0)
        {
            json.WriteStartArray(name);
            Array.ForEach(all, json.WriteStringValue);
            json.WriteEndArray();
        }
    }
}
