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
            (null, null, "generic") => new MatcherDraft(
                new MatcherText(MatcherKind.Generic, string.Empty) { MinLength = minLength }, true, false),
            (null, null, "manifest") =>
                new MatcherDraft(new MatcherText(MatcherKind.Manifest, string.Empty), true, false),
            (null, null, "url") => new MatcherDraft(new MatcherText(MatcherKind.Url, string.Empty), true, false),
            (null, null, "pem") => new MatcherDraft(new MatcherText(MatcherKind.Pem, string.Empty), false, true),
            (null, null, null) => MatcherDraft.None,
            _ => Failed(entry, "a rule has one of 'pattern', 'value' and 'matcher' (generic, manifest, url, pem)"),
        };
    }

    private static MatcherDraft Pattern(YamlEntry entry, string text, int capture, string? group, bool isBounded)
    {
        bool ignoresCase = text.StartsWith("(?i)", StringComparison.Ordinal);
        var keywords = RuleReader.Keywords(entry.Texts("keywords"), ignoresCase);
        var matcher = new MatcherText(MatcherKind.Regex, text)
        {
            Capture = capture,
            Group = group,
            IsBounded = isBounded,
        };
        if (group is not null || ShapeParser.Parse(text, capture) is not { } shapes
            || PlacedShape.Place(shapes, keywords) is not { } placed)
        {
            return new MatcherDraft(matcher, ignoresCase, false);
        }

        bool isAtStart = placed.All(shape => shape.KeywordAt == 0);
        bool isStrong = !ignoresCase && isAtStart && keywords.All(word => word.Text.Length >= StrongLength);
        return new MatcherDraft(matcher with { Kind = MatcherKind.Shape }, ignoresCase, isStrong)
        {
            IsToken = isAtStart && isBounded && placed.All(shape =>
                shape.Shape.BeginsWith(TokenIndex.Set) >= TokenIndex.MinLength),
        };
    }

    // Built-in ones are tried by tests: setting up all engines would cost each scan tens of milliseconds.
    private static bool IsRunnable(YamlEntry entry, MatcherDraft draft)
    {
        try
        {
            return draft.Matcher?.ToMatcher([]) is not RegexMatcher regex || regex.HasCapture
                || Failed(entry, "the pattern has no such group").Matcher is not null;
        }
        catch (SystemException e) when (e is ArgumentException or NotSupportedException)
        {
            entry.Fail(null, "not a pattern that runs in linear time: " + e.Message.ReplaceLineEndings(" "));
            return false;
        }
    }

    private static MatcherDraft Assigned(YamlEntry entry, string text) =>
        ShapeParser.Parse(text, 0) is not null
            ? new MatcherDraft(new MatcherText(MatcherKind.Value, text), true, false)
            : Failed(entry, "a 'value' is made of literals, classes, repetitions and alternatives only");

    private static MatcherDraft Failed(YamlEntry entry, string message)
    {
        entry.Fail(null, message);
        return MatcherDraft.None;
    }
}

/// <summary>How a rule finds values.</summary>
/// <param name="IgnoresCase">Whether its keywords do.</param>
/// <param name="IsStrong">Whether its keyword is enough to look into binary files.</param>
internal sealed record MatcherDraft(MatcherText? Matcher, bool IgnoresCase, bool IsStrong)
{
    public static MatcherDraft None { get; } = new(null, false, false);

    /// <summary>Whether values begin with the keyword and are long tokens.</summary>
    public bool IsToken { get; init; }
}
