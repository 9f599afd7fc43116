using System.Text;
using Skep.Secrets.Literals;
using Skep.Secrets.Matching;
using Skep.Secrets.Rules;
using Skep.Secrets.Verification;

namespace Skep.Secrets.Scanning;

/// <summary>Finds the values in a stretch of bytes that rules take for secrets.</summary>
/// <remarks>
/// What is decided on a keyword depends on <see cref="Before"/> bytes before it and <see cref="Behind"/> behind it
/// and on nothing else, so that a file gives the same values however it is cut into pieces.
/// </remarks>
internal sealed class ValueFinder(CompiledRules rules)
{
    /// <summary>How far a value may begin from its keyword.</summary>
    public const int Reach = 384;

    public const int Before = 256;
    public const int Behind = 8 * 1024;

    /// <summary>More in one piece is a list of keys or an attack; either way it is said.</summary>
    public const int MaxFound = 4000;

    /// <summary>All passes over a stretch of this size find it, and their tables, in the first-level cache.</summary>
    private const int Stretch = 16 * 1024;

    private const int InitialHits = 256;

    /// <summary>
    /// The values that begin in <c>[start, end)</c> and those close by, in order, none of them touching; null for none.
    /// </summary>
    public List<FoundValue>? Find(ReadOnlySpan<byte> content, int start, int end, string path, bool isText) =>
        Find(content, start, end, path, isText, isText ? rules.InText : rules.InBinaries);

    /// <summary>The same in a text that is no file.</summary>
    public List<FoundValue>? Find(ReadOnlySpan<byte> text) =>
        Find(text, 0, text.Length, string.Empty, true, text.Length <= Stretch ? rules.InShortTexts : rules.InText);

    private List<FoundValue>? Find(
        ReadOnlySpan<byte> content, int start, int end, string path, bool isText, ILiteralIndex index)
    {
        var hits = new HitList(stackalloc Hit[InitialHits]);
        try
        {
            List<FoundValue>? found = null;
            int to = Math.Min(content.Length, end + Reach);
            for (int from = Math.Max(0, start - Reach) & ~3; from < to; from += Stretch)
            {
                hits.Clear();
                index.Find(content, from, Math.Min(to, from + Stretch), ref hits);
                for (int i = 0; i < hits.Count && !(found?.Count > MaxFound); i++)
                {
                    Try(content, hits[i], path, isText, ref found);
                }
            }

            return found is null ? null : WithoutOverlaps(found);
        }
        finally
        {
            hits.Dispose();
        }
    }

    private void Try(ReadOnlySpan<byte> content, Hit hit, string path, bool isText, ref List<FoundValue>? found)
    {
        int from = Math.Max(0, hit.Position - Before);
        int length = rules.Literals[hit.Literal].Text.Length;
        ReadOnlySpan<byte> around = content[from..Math.Min(content.Length, hit.Position + Behind)];
        foreach (int number in rules.RulesOf(hit.Literal))
        {
            SecretRule rule = rules.Rules[number];
            if ((isText || rule.IsInBinaries)
                && rule.Matcher!.TryMatch(around, hit.Position - from, length, out ValueSpan value)
                && Math.Abs(from + value.Start - hit.Position) < Reach
                && IsReal(rule, around.Slice(value.Start, value.Length))
                && IsMeantAt(rule, path))
            {
                (found ??= []).Add(new FoundValue(rule, value with { Start = from + value.Start }));
            }
        }
    }

    private bool IsMeantAt(SecretRule rule, string path) =>
        (rule.Paths.IsEverywhere || rule.Paths.Holds(path))
        && !rule.Allowed.AllowsPath(path)
        && !rules.Allowed.AllowsPath(path);

    private bool IsReal(SecretRule rule, ReadOnlySpan<byte> value)
    {
        if (rule.MinEntropy > 0 && Entropy.Of(value) < rule.MinEntropy)
        {
            return false;
        }

        bool isProven = false;
        foreach (ISecretVerifier verifier in rule.Verifiers)
        {
            if (!verifier.Accepts(value))
            {
                return false;
            }

            isProven |= verifier.IsProof;
        }

        string text = Encoding.Latin1.GetString(value);
        return (isProven || !Placeholders.IsPlaceholder(text))
            && !rule.Allowed.AllowsValue(text)
            && !rules.Allowed.AllowsValue(text);
    }

    /// <summary>Where several rules mean the same bytes, the one that says most is kept.</summary>
    private static List<FoundValue> WithoutOverlaps(List<FoundValue> found)
    {
        found.Sort((a, b) => a.Span.Start != b.Span.Start ? a.Span.Start.CompareTo(b.Span.Start)
            : a.Equals(b) ? 0 : a.IsBetterThan(b) ? -1 : 1);
        var kept = new List<FoundValue>(found.Count);
        foreach (FoundValue value in found)
        {
            if (kept.Count == 0 || kept[^1].Span.End <= value.Span.Start)
            {
                kept.Add(value);
            }
            else if (value.IsBetterThan(kept[^1]))
            {
                kept[^1] = value;
            }
        }

        return kept;
    }
}
