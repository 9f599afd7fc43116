using System.Text.Json;

namespace Skep.Secrets.Rules;

/// <summary>The rules that come with Skep, as <c>built-in.jsonl</c> has them: a rule a line.</summary>
/// <remarks>
/// That file is made of the YAML files of this folder, which people edit, by <c>RuleLinesTests</c>: reading YAML would
/// cost every scan forty milliseconds, whether it looks for secrets or only masks them. Samples are left out.
/// </remarks>
internal static class BuiltInRules
{
    public const string Name = "built-in.jsonl";

    public static RuleFile Load()
    {
        using Stream stream = typeof(BuiltInRules).Assembly.GetManifestResourceStream(Name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);

        // Our own file: a broken one is a bug, which the tests of the rules show.
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
        var rules = new List<SecretRule>();
        AllowList allowed = AllowList.Empty;
        while (reader.Read())
        {
            var line = RuleLine.Read(ref reader);
            if (line.Id.Length == 0)
            {
                allowed = line.ToAllowed();
            }
            else
            {
                rules.Add(line.ToRule());
            }
        }

        return new RuleFile(rules, [], allowed);
    }
}
