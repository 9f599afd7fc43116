namespace Skep.Packages.Binaries.WordPress;

/// <summary>The WordPress content system.</summary>
internal sealed class WordPressClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("wordpress", "wordpress:wordpress");

    public IReadOnlyList<string> Files { get; } = ["**/wp-includes/version.php"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("$wp_version = '<n.n[.n]~>'");

    public bool IsElf => false;
}
