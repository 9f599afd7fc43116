using System.CommandLine;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Core;

namespace Skep.Cli.Commands;

/// <summary><c>skep image REF…</c></summary>
internal static class ImageCommand
{
    private const string Text = "Scan images for known vulnerabilities.";

    private const string Examples = """
        skep image nginx:1.25
        skep image --input web.tar --fail-on high
        skep image oci:./layout -f cyclonedx -o bom.json
        skep image registry:ghcr.io/acme/web:1 docker:acme/api:2
        """;

    public static Command Create(Host host)
    {
        var references = new Argument<string[]>("REF")
        {
            Description = "nginx:1.25, or registry:… docker:… containerd:… podman:… archive:FILE oci:FOLDER",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var input = new Option<string[]>("--input")
        {
            Description = "archive (docker save, OCI; also gzip-ed; - is stdin) or OCI layout folder",
            HelpName = "PATH",
        };
        var scan = new ScanCommand(withRegistry: true);
        var command = new DocumentedCommand("image", Text, Examples) { references, input };
        scan.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            IEnumerable<string> files = (parsed.GetValue(input) ?? []).Select(path => Local(host, path));
            string[] all = [.. parsed.GetValue(references) ?? [], .. files];
            return all.Length == 0
                ? throw new SkepException(
                    ErrorKind.Invalid, "no image named", "skep image nginx:1.25, or skep image --input x.tar")
                : scan.RunAsync(
                    parsed,
                    host,
                    (scanner, progress, token) => scanner.ScanAsync(all, progress, token),
                    cancellationToken);
        });
        return command;
    }

    private static string Local(Host host, string path) =>
        path == "-" ? "archive:-" : Directory.Exists(host.FullPath(path)) ? "oci:" + path : "archive:" + path;
}
