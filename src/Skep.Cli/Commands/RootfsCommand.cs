using System.CommandLine;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Images;

namespace Skep.Cli.Commands;

/// <summary><c>skep rootfs DIR</c></summary>
internal static class RootfsCommand
{
    private const string Text =
        "Scan a root filesystem: an unpacked image, a mounted disk, a chroot. No link is followed out of it.";

    private const string Examples = """
        skep rootfs /mnt/disk
        skep rootfs ./rootfs -f json -o report.json
        """;

    public static Command Create(Host host)
    {
        var folder = new Argument<string>("DIR") { Description = "the directory that is / of the system to scan" };
        var scan = new ScanCommand(withRegistry: false);
        var command = new DocumentedCommand("rootfs", Text, Examples) { folder };
        scan.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string named = parsed.GetValue(folder)!;
            IImage image = ImageOpener.OpenRootFilesystem(host.FullPath(named));
            return scan.RunAsync(
                parsed,
                host,
                async (scanner, progress, token) => [await scanner.ScanAsync(image, named, progress, token)],
                cancellationToken);
        });
        return command;
    }
}
