namespace Skep.Core;

/// <summary>How a package came to be known.</summary>
public enum PackageEvidence
{
    /// <summary>A package manager, or the package's own installed metadata, says it is there.</summary>
    Installed,

    /// <summary>A lock file or manifest asks for it; nothing proves that it is there.</summary>
    Declared,

    /// <summary>Read out of a binary that no package manager owns.</summary>
    Binary,

    /// <summary>A software bill of materials, embedded or given, lists it.</summary>
    Sbom,

    /// <summary>Guessed from a file name, as the last resort.</summary>
    FileName,
}

/// <summary>One package in an image.</summary>
public sealed record Package(EcosystemId Ecosystem, string Name, string Version)
{
    /// <summary>
    /// As the package manager writes it: <c>x86_64</c>, <c>amd64</c>, <c>noarch</c>; null where the ecosystem has
    /// none.
    /// </summary>
    public string? Architecture { get; init; }

    /// <summary>The source package it was built from, which distribution advisories name; null when unknown.</summary>
    public string? SourceName { get; init; }

    public string? SourceVersion { get; init; }

    /// <summary>Who built it, as an rpm's vendor tag says.</summary>
    public string? Vendor { get; init; }

    /// <summary>The modularity label of an rpm from a module: <c>nodejs:18:8090020240101:abc</c>.</summary>
    public string? ModuleLabel { get; init; }

    /// <summary>Licences as the package declares them, not normalised.</summary>
    public IReadOnlyList<string> Licenses { get; init; } = [];

    public PackageEvidence Evidence { get; init; }

    /// <summary>
    /// Where it was seen: the path of the file, then <c>!</c> and the path inside for each archive opened. Empty
    /// means the inspected file itself; the walk fills it in.
    /// </summary>
    public string Location { get; init; } = string.Empty;

    /// <summary>
    /// Other names under which an advisory may know it, such as a jar's guessed <c>group:artifact</c>.
    /// </summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>Needed only to develop or test, as a lock file says.</summary>
    public bool IsDevelopment { get; init; }

    /// <summary>
    /// Why this name or version and not another, when it is not obvious: "version from the file name".
    /// </summary>
    public string? Note { get; init; }

    /// <summary>The inspector that reported it; the walk fills it in.</summary>
    public InspectorId FoundBy { get; init; }
}
