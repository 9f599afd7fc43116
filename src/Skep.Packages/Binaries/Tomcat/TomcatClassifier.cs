namespace Skep.Packages.Binaries.Tomcat;

/// <summary>The Tomcat servlet container.</summary>
internal sealed class TomcatClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("tomcat", "apache:tomcat");

    public IReadOnlyList<string> Files { get; } = ["**/RELEASE-NOTES"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("Apache Tomcat Version <n.n.n~>");

    public bool IsElf => false;
}
