namespace Skep.Core;

/// <summary>The licences of one package, where another file than its package database names them.</summary>
/// <param name="Package">The package's name, as its database writes it.</param>
/// <param name="Licenses">As declared, each once.</param>
public sealed record DeclaredLicenses(EcosystemId Ecosystem, string Package, IReadOnlyList<string> Licenses)
{
    /// <summary>The file that says so; the walk fills it in.</summary>
    public string Location { get; init; } = string.Empty;
}
