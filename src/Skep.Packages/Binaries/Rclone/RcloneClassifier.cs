namespace Skep.Packages.Binaries.Rclone;

/// <summary>The rclone file copier.</summary>
internal sealed class RcloneClassifier : IBinaryClassifier
{
    public BinaryProduct Product { get; } = new("rclone", "rclone:rclone");

    public IReadOnlyList<string> Files { get; } = ["**/rclone"];

    public IReadOnlyList<string> GoModules { get; } = ["github.com/rclone/rclone"];
}
