namespace Skep.Packages.Binaries.OpenSsh;

/// <summary>The OpenSSH server and client.</summary>
internal sealed class OpenSshClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("openssh", "openbsd:openssh");

    public IReadOnlyList<string> Files { get; } = ["**/sshd", "**/ssh"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("OpenSSH_<n.npn>", "OpenSSH_<n.n.npn>");
}
