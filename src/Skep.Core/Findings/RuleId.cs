namespace Skep.Core;

/// <summary>
/// The path-like name of a rule, such as <c>secrets/aws/access-key</c>: stable, and what ignore rules name.
/// </summary>
public readonly record struct RuleId(string Value)
{
    public override string ToString() => Value;
}
