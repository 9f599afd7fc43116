using Skep.Core;
using Skep.Secrets.Literals;
using Skep.Secrets.Matching;
using Skep.Secrets.Verification;

namespace Skep.Secrets.Rules;

/// <summary>One kind of secret: how it is known, how bad it is, what to do about it.</summary>
internal sealed record SecretRule(RuleId Id, string Title, string Category, Severity Severity)
{
    private readonly Lazy<IValueMatcher?>? _matcher;

    /// <summary>One of them has to be there before anything else is tried; empty for rules on whole files.</summary>
    public IReadOnlyList<Literal> Keywords { get; init; } = [];

    /// <summary>How values are found; null for rules on whole files.</summary>
    public MatcherText? Pattern
    {
        get;
        init
        {
            field = value;
            _matcher = new Lazy<IValueMatcher?>(() => value?.ToMatcher(Keywords));
        }
    }

    /// <summary>Finds the value round a keyword; null for rules on whole files.</summary>
    public IValueMatcher? Matcher => _matcher?.Value;

    /// <summary>What the value has to pass besides.</summary>
    public IReadOnlyList<ISecretVerifier> Verifiers { get; init; } = [];

    /// <summary>What kind of file is meant; null for rules on values.</summary>
    public FileShape? File { get; init; }

    /// <summary>The numbers of persons or cards that are meant in bulk; null for other rules.</summary>
    public BulkShape? Bulk { get; init; }

    public PathRange Paths { get; init; } = PathRange.Everywhere;

    /// <summary>Bits of entropy that a character of the value has at least.</summary>
    public double MinEntropy { get; init; }

    public AllowList Allowed { get; init; } = AllowList.Empty;

    /// <summary>Whether a rule that says more of the same bytes wins.</summary>
    public bool IsGeneric { get; init; }

    /// <summary>Whether programs and other binary files are searched as well.</summary>
    public bool IsInBinaries { get; init; }

    /// <summary>Whether a distribution's package that owns the file vouches for it.</summary>
    public bool IsExcusedByOwner { get; init; }

    /// <summary>Whether values begin with the keyword and are long tokens.</summary>
    public bool IsToken { get; init; }

    public string Advice { get; init; } = string.Empty;

    public IReadOnlyList<string> References { get; init; } = [];

    public RuleSamples Samples { get; init; } = RuleSamples.None;
}

/// <summary>Texts that a rule finds a secret in, and texts in which it finds none.</summary>
/// <remarks><c>{}</c> in a sample stands for nothing: it keeps scanners from taking rule files for secrets.</remarks>
internal sealed record RuleSamples(IReadOnlyList<RuleSample> Matching, IReadOnlyList<RuleSample> Clean)
{
    public static RuleSamples None { get; } = new([], []);
}

/// <summary>A file to try a rule on.</summary>
/// <param name="Path">Where it lies, for rules that ask; empty for anywhere.</param>
internal sealed record RuleSample(string Path, string Text)
{
    public string Content => Text.Replace("{}", string.Empty, StringComparison.Ordinal);
}
