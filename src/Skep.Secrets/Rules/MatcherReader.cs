using Skep.Secrets.Literals;
using Skep.Secrets.Matching;

namespace Skep.Secrets.Rules;

/// <summary>Makes of a rule's <c>pattern</c>, <c>value</c> or <c>matcher</c> what finds values fastest.</summary>
internal static class MatcherReader
{
    private const int MaxPattern = 1000;
    private const int MaxCapture = 8;
    private const int DefaultMinLength = 8;

    /// <summary>Shorter beginnings stand in every program by chance.</summary>
    private const int StrongLength = 4;

    public static MatcherDraft Read(YamlEntry entry, bool isBuiltIn)
    {
        string? pattern = entry.Text("pattern") ?? entry.Text("regex");
        string? value = entry.Text("value");
        string? matcher = entry.Text("matcher");
        int minLength = (int)entry.Number("min-length", DefaultMinLength, 512);
        bool isBounded = entry.Flag("boundary", true);
        int capture = (int)entry.Number("capture", 0, MaxCapture);
        string? group = entry.Text("secret-group-name");
        if ((pattern ?? value)?.Length > MaxPattern)
        {
            entry.Fail(null, $"a pattern has at most {MaxPattern} characters");
            return MatcherDraft.None;
        }

        return (pattern, value, matcher) switch
        {
            ({ } text, null, null) => Pattern(entry, text, capture, group, isBounded) is var draft
                && (isBuiltIn || IsRunnable(entry, draft)) ? draft : MatcherDraft.None,
            (null, { } text, null) => Assigned(entry, text),
            (null, null, "generic") => new MatcherDraft(new GenericMatcher(minLength), true, false),
            (null, null, "url") => new MatcherDraft(new UrlMatcher(), true, false),
            (null, null, "pem") => new MatcherDraft(new PemMatcher(), false, true),
            (null, null, null) => MatcherDraft.None,
            _ => Failed(entry, "a rule has one of 'pattern', 'value' and 'matcher' (generic, url, pem)"),
        };
    }

    private static MatcherDraft Pattern(YamlEntry entry, string text, int capture, string? group, bool isBounded)
    {
        bool ignoresCase = text.StartsWith("(?i)", StringComparison.Ordinal);
        IReadOnlyList<string> keywords = entry.Texts("keywords");
        if (group is null && ShapeParser.Parse(text, capture) is { } shapes
            && Place(shapes, keywords, ignoresCase) is { } placed)
        {
            bool isStrong = !ignoresCase && placed.All(shape => shape.KeywordAt == 0)
                && keywords.All(word => word.Length >= StrongLength);
            bool isToken = isBounded && placed.All(shape =>
                shape.KeywordAt == 0 && shape.Shape.BeginsWith(TokenIndex.Set) >= TokenIndex.MinLength);
            return new MatcherDraft(new ShapeMatcher(placed, isBounded), ignoresCase, isStrong) { IsToken = isToken };
        }

        return new MatcherDraft(new RegexMatcher(text, capture, group, isBounded), ignoresCase, false);
    }

    // Built-in ones are tried by tests: setting up all engines would cost each scan tens of milliseconds.
    private static bool IsRunnable(YamlEntry entry, MatcherDraft draft)
    {
        try
        {
            return draft.Matcher is not RegexMatcher regex || regex.HasCapture
                || Failed(entry, "the pattern has no such group").Matcher is not null;
        }
        catch (SystemException e) when (e is ArgumentException or NotSupportedException)
        {
            entry.Fail(null, "not a pattern that runs in linear time: " + e.Message.ReplaceLineEndings(" "));
            return false;
        }
    }

    private static MatcherDraft Assigned(YamlEntry entry, string text) =>
        ShapeParser.Parse(text, 0) is { } shapes
            ? new MatcherDraft(new AssignedMatcher(shapes), true, false)
            : Failed(entry, "a 'value' is made of literals, classes, repetitions and alternatives only");

    /// <summary>Each shape with its keyword; null when one has none at a fixed place.</summary>
    private static List<PlacedShape>? Place(IReadOnlyList<Shape> shapes, IReadOnlyList<string> keywords,
        bool ignoresCase)
    {
        var placed = new List<PlacedShape>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (Shape shape in shapes)
        {
            int before = placed.Count;
            foreach (string keyword in keywords)
            {
                if (shape.FixedOffsetOf(ignoresCase
                    ? keyword.ToLowerInvariant() : keyword, ignoresCase) is >= 0 and int at)
                {
                    placed.Add(new PlacedShape(shape, at));
                    used.Add(keyword);
                }
            }

            if (placed.Count == before)
            {
                return null;
            }
        }

        return used.Count == keywords.Count ? [.. placed.Distinct()] : null;
    }

    private static MatcherDraft Failed(YamlEntry entry, string message)
    {
        entry.Fail(null, message);
        return MatcherDraft.None;
    }
}

/// <summary>How a rule finds values.</summary>
/// <param name="IgnoresCase">Whether its keywords do.</param>
/// <param name="IsStrong">Whether its keyword is enough to look into binary files.</param>
internal sealed record MatcherDraft(IValueMatcher? Matcher, bool IgnoresCase, bool IsStrong)
{
    public static MatcherDraft None { get; } = new(null, false, false);

    /// <summary>Whether values begin with the keyword and are long tokens.</summary>
    public bool IsToken { get; init; }
}
