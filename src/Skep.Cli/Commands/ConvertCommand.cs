using System.CommandLine;
using Skep.Cli.Options;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Core;

namespace Skep.Cli.Commands;

/// <summary><c>skep convert FILE</c></summary>
internal static class ConvertCommand
{
    private const string Text = "Turn a stored json report into another format, or judge it again.";

    private const string Examples = """
        skep convert report.json -f sarif -o report.sarif
        skep convert report.json -f html -o report.html
        skep convert report.json --fail-on critical
        """;

    public static Command Create(Host host)
    {
        var file = new Argument<string>("FILE") { Description = "what skep image -f json wrote; - is stdin" };
        var common = new CommonFlags();
        var policy = new PolicyFlags();
        var report = new ReportFlags();
        var command = new DocumentedCommand("convert", Text, Examples) { file };
        report.AddTo(command);
        policy.AddTo(command);
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            common.Apply(parsed, host);
            ExitPolicy exit = policy.Exit(parsed);
            Func<ScanReport, ScanReport> rules = policy.Read(parsed, host);
            ScanReport[] reports = [.. StoredReports.Read(host, parsed.GetValue(file)!).Select(rules)];
            report.Write(parsed, host, reports);
            return exit.Decide(reports, unread: 0, host);
        });
        return command;
    }
}
