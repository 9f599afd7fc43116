namespace Skep.Packages.Binaries.Jenkins;

/// <summary>The Jenkins server, by the manifest of its archive.</summary>
internal sealed class JenkinsClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("jenkins", "jenkins:jenkins");

    public IReadOnlyList<string> Files { get; } = ["**/jenkins.war"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("Jenkins-Version: <n.n[.n]~>");

    public bool IsElf => false;

    public string? FindVersion(BinaryFile file) => Marks[0].Find(file.Entry("META-INF/MANIFEST.MF"u8));
}
