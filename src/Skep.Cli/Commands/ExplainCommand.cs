using System.CommandLine;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Engine;
using Skep.Reports.Table;

namespace Skep.Cli.Commands;

/// <summary><c>skep explain ID IMAGE</c></summary>
internal static class ExplainCommand
{
    private const string Text =
        "Tell why something was found in an image, where it sits, and how to check and fix it.";

    private const string Examples = """
        skep explain CVE-2021-44228 web:1.4
        skep explain secrets/aws/access-key archive:web.tar
        skep explain /etc/ld.so.preload web:1.4
        """;

    public static Command Create(Host host)
    {
        var id = new Argument<string>("ID")
        {
            Description = "a vulnerability, a rule or the beginning of its path, a finding's id, a path in the image",
        };
        var image = new Argument<string>("IMAGE") { Description = "as for skep image" };
        var scan = new ScanCommand(withRegistry: true);
        var command = new DocumentedCommand("explain", Text, Examples) { id, image };
        scan.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            scan.Apply(parsed, host);
            string wanted = parsed.GetValue(id)!;
            string reference = parsed.GetValue(image)!;
            IReadOnlyList<ScanOutcome> outcomes = await scan.ScanAsync(
                parsed,
                host,
                (scanner, progress, token) => scanner.ScanAsync([reference], progress, token),
                cancellationToken);
            if (outcomes[0] is not ScanOutcome.Completed { Report: var report })
            {
                throw ((ScanOutcome.Failed)outcomes[0]).Error;
            }

            bool found = false;
            scan.Write(parsed, host, (stream, options) => found = Explanation.Write(report, wanted, stream, options));
            return found ? ExitCode.Passed : ExitCode.PolicyFailed;
        });
        return command;
    }
}
