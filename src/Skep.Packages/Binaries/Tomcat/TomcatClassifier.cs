namespace Skep.Packages.Binaries.Tomcat;

/// <summary>The Tomcat servlet container, by what it answers when asked for its version.</summary>
internal sealed class TomcatClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("tomcat", "apache:tomcat");

    public IReadOnlyList<string> Files { get; } = ["**/lib/catalina.jar"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("server.info=Apache Tomcat/<n.n.n~>");

    public bool IsElf => false;

    public string? FindVersion(BinaryFile file) =>
        Marks[0].Find(file.Entry("org/apache/catalina/util/ServerInfo.properties"u8));
}
