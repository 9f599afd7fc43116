namespace Skep.Packages.Binaries.Rust;

/// <summary>The Rust compiler and its standard library.</summary>
internal sealed class RustClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("rust", "rust-lang:rust");

    public IReadOnlyList<string> Files { get; } = ["**/bin/rustc", "**/librustc_driver-*.so", "**/libstd-*.so"];

    public IReadOnlyList<VersionPattern> Marks { get; } =
        VersionPattern.All("rustc version <n.n.n~> (", "/rustc-<n.n.n~>/library/");

    // The compiler signs what it compiles in a section that is not loaded.
    public string? FindVersion(BinaryFile file) => Marks[0].Find(file.Section(".comment"u8)) ?? file.First(Marks);
}
