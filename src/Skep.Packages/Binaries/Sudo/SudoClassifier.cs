namespace Skep.Packages.Binaries.Sudo;

/// <summary>The sudo command.</summary>
internal sealed class SudoClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("sudo", "sudo_project:sudo");

    public IReadOnlyList<string> Files { get; } = ["**/sudo", "**/sudoers.so"];

    public IReadOnlyList<VersionPattern> Marks { get; } = VersionPattern.All("\0<1.9.na>\0", "\0<1.8.na>\0");
}
