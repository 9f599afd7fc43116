using Skep.Core;

namespace Skep.Packages.Sboms;

/// <summary>What a software bill of materials says, in Skep's nouns.</summary>
/// <param name="Format">What it is: <c>CycloneDX JSON 1.6</c>, <c>SPDX JSON 2.3</c>; empty when it is none.</param>
public sealed record SbomContent(string Format)
{
    public IReadOnlyList<Package> Packages { get; init; } = [];

    /// <summary>The operating system it names as a component, or in the addresses of packages.</summary>
    public Distribution? Distribution { get; init; }

    public IReadOnlyList<Problem> Problems { get; init; } = [];
}
