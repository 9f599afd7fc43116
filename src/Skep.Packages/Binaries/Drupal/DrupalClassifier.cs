namespace Skep.Packages.Binaries.Drupal;

/// <summary>The Drupal content system.</summary>
internal sealed class DrupalClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("drupal", "drupal:drupal");

    public IReadOnlyList<string> Files { get; } = ["**/core/lib/Drupal.php", "**/includes/bootstrap.inc"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All(
        "const VERSION = '<n.n[.n]~>'",
        "define('VERSION', '<n.n[.n]~>'");

    public bool IsElf => false;
}
