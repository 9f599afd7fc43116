using System.CommandLine;
using Skep.Cli.Options;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Core;

namespace Skep.Cli.Commands;

/// <summary><c>skep config PATH…</c></summary>
internal static class ConfigCommand
{
    private const string Text =
        "Judge Dockerfiles before there is an image: the rules for images, and those that only a source shows.";

    private const string Examples = """
        skep config Dockerfile
        skep config . --fail-on medium
        skep config build/*.Dockerfile -f sarif -o config.sarif
        """;

    public static Command Create(Host host)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "files, or folders to search for Dockerfile, Containerfile and *.Dockerfile; - is stdin",
            Arity = ArgumentArity.OneOrMore,
        };
        var common = new CommonFlags();
        var policy = new PolicyFlags();
        var report = new ReportFlags();
        var command = new DocumentedCommand("config", Text, Examples) { paths };
        report.AddTo(command);
        policy.AddTo(command);
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            common.Apply(parsed, host);
            ExitPolicy exit = policy.Exit(parsed);
            Func<ScanReport, ScanReport> rules = policy.Read(parsed, host);
            var dockerfiles = new DockerfileReports(host);
            string[] files = [.. parsed.GetValue(paths)!.SelectMany(path =>
                DockerfileSearch.Find(host, path)).Distinct()];
            ScanReport[] reports = [.. files.Select(dockerfiles.Read).Select(rules)];
            report.Write(parsed, host, reports);
            return exit.Decide(reports, unread: 0, host);
        });
        return command;
    }
}
