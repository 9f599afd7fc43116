using System.Text;
using System.Text.Json;
using Skep.Secrets.Rules;

namespace Skep.Secrets.Tests.Rules;

/// <summary>The samples of every rule in files as people ship them: what surrounds a secret must not hide it.</summary>
public sealed class RecallTests
{
    /// <summary>They end their first line, which JSON writes as two characters.</summary>
    private static readonly string[] NotInJson = ["secrets/host/ansible-vault", "secrets/private-key/minisign"];

    public static TheoryData<string> Kinds => ["app/.env", "app/values.yaml", "app/data.json", "app/settings.py",
        "app/run.sh", "app/Dockerfile", "app/node_modules/shop/config.js"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_sample_is_found_in_a_file_of_this_kind(string path)
    {
        var missed = new List<string>();
        foreach (SecretRule rule in SecretRules.BuiltIn.All.Where(rule => IsMeant(rule, path)))
        {
            missed.AddRange(rule.Samples.Matching
                .Where(sample => sample.Path.Length == 0 && !IsFound(rule, sample, path))
                .Select(sample => $"{rule.Id}: {sample.Text}"));
        }

        Assert.Empty(missed);
    }

    [Fact]
    public void What_an_issuer_marked_is_found_among_the_strings_of_a_program()
    {
        IEnumerable<SecretRule> rules =
            SecretRules.BuiltIn.All.Where(rule => rule.Matcher is not null && rule.IsInBinaries);
        foreach (SecretRule rule in rules)
        {
            foreach (RuleSample sample in rule.Samples.Matching.Where(sample => sample.Path.Length == 0))
            {
                string text = "\u007FELF\u0002\u0001\u0001" + new string('\0', 57) + SampleText.Expand(sample.Content);
                Assert.NotEmpty(ScannedFile.Run(Encoding.Latin1.GetBytes(text + '\0'), "usr/bin/app").Sightings);
            }
        }
    }

    private static bool IsMeant(SecretRule rule, string path) =>
        rule.Matcher is not null
        && rule.Paths.Holds(path)
        && !(path.EndsWith(".json", StringComparison.Ordinal) && NotInJson.Contains(rule.Id.Value));

    private static bool IsFound(SecretRule rule, RuleSample sample, string path)
    {
        string text = Wrap(path, SampleText.Expand(sample.Content));
        return ScannedFile.Run(Encoding.Latin1.GetBytes(text), path).Sightings
            .Any(seen => seen.Rule == rule.Id || !rule.IsGeneric);
    }

    private static string Wrap(string path, string text) => Path.GetFileName(path) switch
    {
        ".env" => $"NODE_ENV=production\n{text}\nPORT=8080\n",
        "values.yaml" => "data:\n  settings: |\n    " + text.Replace("\n", "\n    ", StringComparison.Ordinal) + "\n",
        "data.json" => $"{{\"name\": \"app\", \"settings\": {Quote(text)}}}",
        "settings.py" => $"import os\n\nSETTINGS = \"\"\"\n{text}\n\"\"\"\n",
        "run.sh" => $"#!/bin/sh\ncat > /etc/app.conf <<'EOF'\n{text}\nEOF\nexec app\n",
        "Dockerfile" when !text.AsSpan().ContainsAny('\'', '\n') => $"FROM debian\nRUN app configure '{text}'\n",
        _ => $"// settings\n{text}\n",
    };

    private static string Quote(string text)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer,
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStringValue(text);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
