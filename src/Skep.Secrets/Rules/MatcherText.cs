using Skep.Secrets.Literals;
using Skep.Secrets.Matching;

namespace Skep.Secrets.Rules;

/// <summary>How a rule says that values are found; what finds them is set up when a keyword is first seen.</summary>
/// <param name="Pattern">Empty for kinds that need none.</param>
internal sealed record MatcherText(MatcherKind Kind, string Pattern)
{
    /// <summary>The group that is the value; 0 for the whole.</summary>
    public int Capture { get; init; }

    /// <summary>The same by name.</summary>
    public string? Group { get; init; }

    /// <summary>Whether letters and digits may not touch the match.</summary>
    public bool IsBounded { get; init; } = true;

    public int MinLength { get; init; }

    /// <summary>Sound patterns are expected: readers of users' rules have tried them.</summary>
    public IValueMatcher ToMatcher(IReadOnlyList<Literal> keywords) => Kind switch
    {
        MatcherKind.Shape => new ShapeMatcher(
            new(() => [.. PlacedShape.Place(ShapeParser.Parse(Pattern, Capture)!, keywords)!]), IsBounded),
        MatcherKind.Value => new AssignedMatcher(new(() => [.. ShapeParser.Parse(Pattern, 0)!])),
        MatcherKind.Regex => new RegexMatcher(Pattern, Capture, Group, IsBounded),
        MatcherKind.Generic => new GenericMatcher(MinLength),
        MatcherKind.Manifest => new ManifestMatcher(),
        MatcherKind.Url => new UrlMatcher(),
        _ => new PemMatcher(),
    };
}

/// <summary>What finds a value.</summary>
internal enum MatcherKind
{
    /// <summary>A pattern whose keyword stands at a fixed place, matched without the engine.</summary>
    Shape,

    /// <summary>A pattern for the engine.</summary>
    Regex,

    /// <summary>The pattern of what is given to a name.</summary>
    Value,

    Generic,
    Manifest,
    Url,
    Pem,
}
