namespace Skep.Packages.Binaries.Java;

/// <summary>A Java runtime, by its release file or its virtual machine.</summary>
internal sealed class JavaClassifier : IBinaryClassifier
{
    private const string OldScheme = "1.8.0_";

    public BinaryProduct Product { get; } = new("java", "oracle:openjdk");

    public IReadOnlyList<string> Files { get; } = ["**/release"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "JAVA_VERSION=\"<1.8.n_n>",
        "JAVA_VERSION=\"<n[.n][.n][.n]>");

    public bool IsElf => false;

    // Advisories write 8.0.362 for what Java 8 calls 1.8.0_362.
    public string? FindVersion(BinaryFile file) => file.First(Marks) is { } version
        ? version.StartsWith(OldScheme, StringComparison.Ordinal) ? "8.0." + version[OldScheme.Length..] : version
        : null;
}
