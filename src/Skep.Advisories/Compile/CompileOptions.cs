namespace Skep.Advisories.Compile;

/// <summary>What a compilation notes about the parts it reads.</summary>
/// <param name="Now">When they are imported.</param>
/// <param name="Fetched">When upstream was last asked for them; null when files were given.</param>
/// <param name="IsStarter">They are the built-in starter set.</param>
internal sealed record CompileOptions(DateTimeOffset Now, DateTimeOffset? Fetched = null, bool IsStarter = false);

/// <summary>One part of a feed that an import read.</summary>
/// <param name="Advisories">How many records it holds.</param>
/// <param name="Rows">How many packages those name, one a release.</param>
public sealed record ImportedPart(string Feed, string Part, int Advisories, int Rows);
