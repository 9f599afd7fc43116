namespace Skep.Core;

/// <summary>
/// The name of a package family: <c>apk</c>, <c>deb</c>, <c>rpm</c>, <c>npm</c>, <c>pypi</c>, <c>maven</c> …
/// </summary>
/// <remarks>Equal to the purl type wherever one is registered.</remarks>
public readonly record struct EcosystemId(string Value)
{
    public override string ToString() => Value;
}
