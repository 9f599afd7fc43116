namespace Skep.Packages.Binaries;

/// <summary>Tells which version of one product a file is: the files to look at, and what in them proves a
/// version.</summary>
/// <remarks>
/// A classifier is data wherever data is enough. It sees only files whose path it asked for, so a pattern needs to
/// prove the version, not the product. It keeps no state.
/// </remarks>
internal interface IBinaryClassifier
{
    BinaryProduct Product { get; }

    /// <summary>Paths, as <see cref="Core.FilePatterns"/> writes them.</summary>
    /// <remarks>Python wheels bring libraries under names with a hash: <c>libssl-3ce2ab77.so.1.1</c>.</remarks>
    IReadOnlyList<string> Files { get; }

    /// <summary>What stands around the version in the file, most reliable first.</summary>
    IReadOnlyList<VersionPattern> Marks => [];

    /// <summary>What stands around the version in the file's path, for products that only write it there.</summary>
    IReadOnlyList<VersionPattern> PathMarks => [];

    /// <summary>Whether the file must be an ELF program or library; others are read as text, from the
    /// beginning.</summary>
    bool IsElf => true;

    /// <summary>The modules of a product written in Go; its build information is asked first.</summary>
    /// <remarks>
    /// A main module may lie below one of these. As a dependency only the very module tells the version.
    /// </remarks>
    IReadOnlyList<string> GoModules => [];

    /// <summary>The version in the content; null when the file is not this product or does not say.</summary>
    string? FindVersion(BinaryFile file) => file.First(Marks);
}
