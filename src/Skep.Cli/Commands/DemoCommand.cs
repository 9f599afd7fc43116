using System.CommandLine;
using Skep.Cli.Demo;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;

namespace Skep.Cli.Commands;

/// <summary><c>skep demo</c></summary>
internal static class DemoCommand
{
    private const string Text = "Make a small image from real packages of the past, scan it and show the report.";

    private const string Examples = """
        skep demo
        skep demo -f sarif -o demo.sarif
        """;

    public static Command Create(Host host)
    {
        // Needs nothing but the package registries: the starter set knows what is in the image.
        var scan = new ScanCommand(withRegistry: false) { IsAlwaysOffline = true };
        var command = new DocumentedCommand("demo", Text, Examples);
        scan.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            scan.Apply(parsed, host);
            string layout = Path.Combine(scan.CacheDirectory(parsed, host), "demo");
            await BuildAsync(layout, host, cancellationToken);
            int code = await scan.RunAsync(
                parsed,
                host,
                (scanner, progress, token) => scanner.ScanAsync([$"oci:{layout}:skep-demo:latest"], progress, token),
                cancellationToken);
            SayWhatNext(layout, host);
            return code;
        });
        return command;
    }

    private static async Task BuildAsync(string layout, Host host, CancellationToken cancellationToken)
    {
        DirectoryInfo work = Directory.CreateTempSubdirectory("skep-demo-");
        try
        {
            var image = new DemoImage(work.FullName, host.Say);
            await image.BuildAsync(layout, cancellationToken);
            host.Say(image.Prepared.Count == 0
                ? $"made the image in {layout}\n"
                : $"made the image in {layout}; prepared files stand in for: {string.Join(", ", image.Prepared)}\n");
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static void SayWhatNext(string layout, Host host) => host.Say($"""

        That was a demonstration image ({layout}). What to type next (in a checkout, skep is ./skep):

          skep image nginx:1.25                       an image of your own, from a registry or a local engine
          skep image --input image.tar                one saved with docker save
          skep image app:1 --fail-on high             in a pipeline: exit code 1 on high or critical findings
          skep db update                              all advisories instead of the built-in starter set
          skep --help                                 everything else
        """);
}
