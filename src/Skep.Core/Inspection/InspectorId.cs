namespace Skep.Core;

/// <summary>The path-like name of an inspector, such as <c>alpine/installed</c>.</summary>
public readonly record struct InspectorId(string Value)
{
    public override string ToString() => Value;
}
