using Skep.Core;
using Skep.Secrets.Literals;
using Skep.Secrets.Verification;
using YamlDotNet.RepresentationModel;

namespace Skep.Secrets.Rules;

/// <summary>Reads one rule.</summary>
internal static class RuleReader
{
    private const string DefaultAdvice = "Revoke the value where it was issued, and build the image without it.";
    private const int MaxKeywords = 64;
    private const int MaxKeyword = 64;
    private const double MaxBits = 8;
    private const double MaxSize = 1L << 40;

    /// <summary>The rule; null after problems.</summary>
    public static SecretRule? Read(YamlEntry entry, RuleDefaults defaults)
    {
        var rule = new SecretRule(
            new RuleId(entry.RequiredText("id")),
            entry.RequiredText("title"),
            entry.RequiredText("category", defaults.Category),
            ReadSeverity(entry))
        {
            Paths = ReadPaths(entry),
            MinEntropy = entry.Number("entropy", 0, MaxBits),
            Verifiers = ReadVerifiers(entry),
            Allowed = ReadAllowed(entry),
            IsGeneric = entry.Flag("generic", false),
            IsExcusedByOwner = entry.Flag("excused-by-owner", entry.Flag("generic", false)),
            Advice = entry.Text("advice") ?? defaults.Advice ?? DefaultAdvice,
            References = [.. entry.Texts("references"), .. defaults.References],
            File = ReadFile(entry),
            Bulk = ReadBulk(entry),
            Samples = ReadSamples(entry),
        };
        MatcherDraft draft = MatcherReader.Read(entry, defaults.IsBuiltIn);
        rule = rule with
        {
            Pattern = draft.Matcher,
            Keywords = ReadKeywords(entry, draft.IgnoresCase),
            IsToken = draft.IsToken,
            IsInBinaries = entry.Flag("binary", draft.IsStrong),
        };
        Check(entry, rule);
        entry.Finish();
        return entry.IsSound ? rule : null;
    }

    private static void Check(YamlEntry entry, SecretRule rule)
    {
        int kinds = (rule.Pattern is null ? 0 : 1) + (rule.File is null ? 0 : 1) + (rule.Bulk is null ? 0 : 1);
        if (kinds != 1)
        {
            entry.Fail(null, "a rule has one of 'pattern', 'value', 'matcher', 'file' and 'bulk'");
        }
        else if (rule.Pattern is not null && rule.Keywords.Count == 0)
        {
            entry.Fail(null, "'keywords' is missing: text that every match holds or stands beside");
        }
        else if (rule.File is { Magic.Length: 0 } && rule.Paths.Include.Count == 0)
        {
            entry.Fail("file", "'file' needs a magic or paths");
        }

        if (rule.Id.Value.StartsWith('/') || rule.Id.Value.EndsWith('/'))
        {
            entry.Fail("id", "an id neither begins nor ends with '/'");
        }
    }

    private static Severity ReadSeverity(YamlEntry entry)
    {
        string text = entry.RequiredText("severity");
        if (Enum.TryParse(text, ignoreCase: true, out Severity severity) && severity > Severity.Unknown
            && !char.IsAsciiDigit(text[0]))
        {
            return severity;
        }

        entry.Fail("severity", "a severity is negligible, low, medium, high or critical");
        return Severity.Unknown;
    }

    private static Literal[] ReadKeywords(YamlEntry entry, bool ignoresCase)
    {
        IReadOnlyList<string> texts = entry.Texts("keywords");
        if (texts.Count > MaxKeywords
            || texts.Any(text => text.Length is < Literal.MinLength or > MaxKeyword || !text.All(char.IsAscii)))
        {
            entry.Fail("keywords",
                $"at most {MaxKeywords} keywords of {Literal.MinLength} to {MaxKeyword} ASCII characters");
            return [];
        }

        return Keywords(texts, ignoresCase);
    }

    /// <summary>Texts as keywords.</summary>
    public static Literal[] Keywords(IReadOnlyList<string> texts, bool ignoresCase) =>
        [.. texts.Select(text => new Literal(ignoresCase ? text.ToLowerInvariant() : text, ignoresCase))];

    private static PathRange ReadPaths(YamlEntry entry)
    {
        if (entry.Entry("paths") is not { } paths)
        {
            return PathRange.Everywhere;
        }

        var range = new PathRange(AllowListReader.Globs(paths, "include"), AllowListReader.Globs(paths, "exclude"));
        paths.Finish();
        entry.Include(paths);
        return range;
    }

    private static AllowList ReadAllowed(YamlEntry entry)
    {
        YamlEntry? own = entry.Entry("allow");
        AllowList allowed = AllowListReader.Read(own).With(AllowListReader.ReadTrivy(entry));
        entry.Include(own);
        return allowed;
    }

    private static List<ISecretVerifier> ReadVerifiers(YamlEntry entry)
    {
        var verifiers = new List<ISecretVerifier>();
        foreach (string name in entry.Texts("verify"))
        {
            if (SecretVerifiers.Find(name) is { } verifier)
            {
                verifiers.Add(verifier);
            }
            else
            {
                string known = string.Join(", ", SecretVerifiers.All.Select(each => each.Name));
                entry.Fail("verify", $"'{name}' is no verification; there are {known}");
            }
        }

        return verifiers;
    }

    private static FileShape? ReadFile(YamlEntry entry)
    {
        if (entry.Entry("file") is not { } file)
        {
            return null;
        }

        byte[] magic = [];
        string text = file.Text("magic") ?? string.Empty;
        try
        {
            magic = Convert.FromHexString(text.Replace(" ", string.Empty, StringComparison.Ordinal));
        }
        catch (FormatException)
        {
            file.Fail("magic", "a magic is written in hexadecimal");
        }

        var shape = new FileShape(
            file.RequiredText("kind"),
            magic,
            (int)file.Number("magic-at", 0, 64),
            (long)file.Number("min-size", 1, MaxSize),
            file.Flag("trait-only", false));
        file.Finish();
        entry.Include(file);
        return shape;
    }

    private static BulkShape? ReadBulk(YamlEntry entry)
    {
        if (entry.Entry("bulk") is not { } bulk)
        {
            return null;
        }

        var shape = new BulkShape(bulk.RequiredText("kind"), (int)bulk.Number("count", 50, 1_000_000));
        if (!Matching.BulkNumbers.Kinds.Contains(shape.Kind))
        {
            bulk.Fail("kind", $"'{shape.Kind}' is not one of {string.Join(", ", Matching.BulkNumbers.Kinds)}");
        }

        bulk.Finish();
        entry.Include(bulk);
        return shape;
    }

    private static RuleSamples ReadSamples(YamlEntry entry)
    {
        if (entry.Entry("samples") is not { } samples)
        {
            return RuleSamples.None;
        }

        var read = new RuleSamples(ReadSamples(samples, "match"), ReadSamples(samples, "clean"));
        samples.Finish();
        entry.Include(samples);
        return read;
    }

    private static List<RuleSample> ReadSamples(YamlEntry entry, string key)
    {
        var samples = new List<RuleSample>();
        foreach (YamlNode node in entry.List(key))
        {
            if (node is YamlScalarNode { Value: { } text })
            {
                samples.Add(new RuleSample(string.Empty, text));
            }
            else if (entry.AsEntry(node) is { } sample)
            {
                samples.Add(new RuleSample(sample.RequiredText("path"), sample.RequiredText("text")));
                sample.Finish();
                entry.Include(sample);
            }
        }

        return samples;
    }
}
