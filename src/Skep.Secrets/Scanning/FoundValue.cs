using Skep.Secrets.Matching;
using Skep.Secrets.Rules;

namespace Skep.Secrets.Scanning;

/// <summary>A secret in a stretch of bytes; it never leaves the scan that found it.</summary>
internal readonly record struct FoundValue(SecretRule Rule, ValueSpan Span)
{
    /// <summary>Whether this says more than <paramref name="other"/> of the same bytes.</summary>
    public bool IsBetterThan(FoundValue other) =>
        Rule.IsGeneric != other.Rule.IsGeneric ? !Rule.IsGeneric
        : Rule.Severity != other.Rule.Severity ? Rule.Severity > other.Rule.Severity
        : Span.Length != other.Span.Length ? Span.Length > other.Span.Length
        : string.CompareOrdinal(Rule.Id.Value, other.Rule.Id.Value) < 0;
}
