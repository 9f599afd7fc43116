namespace Skep.Packages.Binaries.ProFtpd;

/// <summary>The ProFTPD server.</summary>
internal sealed class ProFtpdClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("proftpd", "proftpd:proftpd");

    public IReadOnlyList<string> Files { get; } = ["**/proftpd"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("ProFTPD Version <n.n.na>");
}
