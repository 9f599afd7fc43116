namespace Skep.Packages.Binaries.Joomla;

/// <summary>The Joomla content system.</summary>
internal sealed class JoomlaClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("joomla", "joomla:joomla\\!");

    public IReadOnlyList<string> Files { get; } = ["**/manifests/files/joomla.xml"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("version><n.n.n~>");

    public bool IsElf => false;
}
