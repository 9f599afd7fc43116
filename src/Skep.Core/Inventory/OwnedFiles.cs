namespace Skep.Core;

/// <summary>The files that a package manager says belong to one package.</summary>
/// <param name="Package">The owning package's name.</param>
/// <param name="Ecosystem">The owning package's ecosystem.</param>
/// <param name="Paths">Paths of files, not directories.</param>
public sealed record OwnedFiles(EcosystemId Ecosystem, string Package, IReadOnlyList<LayerPath> Paths);
