using System.Globalization;
using Skep.Core;
using Skep.Policy.Matching;

namespace Skep.Policy.Ignoring;

/// <summary>Reads ignore files of one rule a line.</summary>
internal static class IgnoreLines
{
    /// <summary>More rules than any team decided on; a larger file is a mistake.</summary>
    public const int MaxRules = 100_000;

    private const int MaxIdLength = 128;

    public static IgnoreRules Parse(string fileName, string text)
    {
        var rules = new List<IgnoreRule>();
        var problems = new List<Problem>();
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            string source = $"{fileName}:{++number}";
            if (rules.Count == MaxRules)
            {
                problems.Add(new Problem(source, $"more than {MaxRules} rules: the rest is not read"));
                break;
            }

            (string words, string comment) = Split(line.ToString());
            if (words.Length == 0)
            {
                continue;
            }

            string? problem = Read(words, comment, source, out IgnoreRule rule);
            if (problem is null)
            {
                rules.Add(rule);
            }
            else
            {
                problems.Add(new Problem(source, problem + "; the rule is not applied"));
            }
        }

        return new IgnoreRules(rules, problems);
    }

    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    // A '#' inside a word belongs to the word: purls have subpaths.
    private static (string Words, string Comment) Split(string line)
    {
        line = line.Trim().TrimStart('\uFEFF');
        int hash = line.StartsWith('#') ? 0 : line.IndexOf(" #", StringComparison.Ordinal);
        return hash < 0 ? (line, string.Empty) : (line[..hash].Trim(), line[hash..].Trim(' ', '#'));
    }

    private static string? Read(string words, string comment, string source, out IgnoreRule rule)
    {
        string[] parts = words.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        rule = new IgnoreRule(parts[0], source) { Statement = comment };
        if (parts[0].Length > MaxIdLength || parts[0].Contains(':'))
        {
            return "a rule begins with the id of a vulnerability or of a rule";
        }

        foreach (string part in parts.AsSpan(1))
        {
            int colon = part.IndexOf(':');
            string value = part[(colon + 1)..];
            switch (colon < 0 ? string.Empty : part[..colon])
            {
                case "exp" when TryDate(value, out DateOnly date):
                    rule = rule with { ExpiresOn = date };
                    break;
                case "exp":
                    return $"'{value}' is not a date like 2027-01-31";
                case "path":
                    if (!PathGlob.TryParse(value, out PathGlob? glob, out string problem))
                    {
                        return problem;
                    }

                    rule = rule with { Paths = [.. rule.Paths, glob] };
                    break;
                case "purl" when PurlPattern.TryParse(value) is not null:
                    rule = rule with { Purls = [.. rule.Purls, value] };
                    break;
                case "pkg" when PurlPattern.TryParse(part) is not null:
                    rule = rule with { Purls = [.. rule.Purls, part] };
                    break;
                default:
                    return $"'{part}' is none of exp:, path:, purl:";
            }
        }

        return null;
    }
}
