using Skep.Core;

namespace Skep.Advisories.Match;

/// <summary>
/// One question to the database: a name in a scope, and the version that its answers are compared with.
/// </summary>
/// <param name="ForBinary">True asks for rules that name binary packages, false for those that name sources; null for
/// both.</param>
internal sealed record PackageLookup(string Scope, string Name, string Version, IVersionOrder Order, bool? ForBinary);
