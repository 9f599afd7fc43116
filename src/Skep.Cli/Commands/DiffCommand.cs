using System.CommandLine;
using Skep.Cli.Options;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Engine;
using Skep.Packages;
using Skep.Reports.Difference;

namespace Skep.Cli.Commands;

/// <summary><c>skep diff A B</c></summary>
internal static class DiffCommand
{
    private const string Text =
        "Compare two images: packages, findings, what they are and do, sizes. With --fail-on only new findings count.";

    private const string Examples = """
        skep diff web:1.3 web:1.4
        skep diff yesterday.json web:1.4 --fail-on high
        skep diff old.json new.json -f markdown
        """;

    public static Command Create(Host host)
    {
        var before = new Argument<string>("A") { Description = "as for skep image, or what it wrote with -f json" };
        var after = new Argument<string>("B") { Description = "what to compare with it" };
        var report = new ReportFlags(DifferenceFormats.Ids);
        var scan = new ScanCommand(withRegistry: true, report);
        var command = new DocumentedCommand("diff", Text, Examples) { before, after };
        scan.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            scan.Apply(parsed, host);
            ExitPolicy exit = scan.Exit(parsed);
            Func<ScanReport, ScanReport> rules = scan.Rules(parsed, host);
            string[] named = [parsed.GetValue(before)!, parsed.GetValue(after)!];
            ScanReport[] reports =
                [.. (await ReadAsync(parsed, host, scan, named, cancellationToken)).Select(rules)];
            var difference = ImageDifference.Between(reports[0], reports[1], OrderOf);
            report.Write(
                parsed,
                host,
                (stream, options) => DifferenceFormats.Write(difference, report.Format(parsed), stream, options));
            return Decide(difference, exit, host);
        });
        return command;
    }

    // What is stored is read before anything is scanned: a wrong file is said at once.
    private static async Task<ScanReport[]> ReadAsync(
        ParseResult parsed, Host host, ScanCommand scan, string[] named, CancellationToken cancellationToken)
    {
        ScanReport?[] reports = [.. named.Select(name => IsStored(name) ? Stored(host, name) : null)];
        string[] references = [.. named.Where(name => !IsStored(name))];
        if (references.Length > 0)
        {
            var outcomes = new Queue<ScanOutcome>(await scan.ScanAsync(
                parsed,
                host,
                (scanner, progress, token) => scanner.ScanAsync(references, progress, token),
                cancellationToken));
            for (int i = 0; i < reports.Length; i++)
            {
                reports[i] ??= outcomes.Dequeue() switch
                {
                    ScanOutcome.Completed completed => completed.Report,
                    var failed => throw ((ScanOutcome.Failed)failed).Error,
                };
            }
        }

        return [.. reports.Select(report => report!)];
    }

    private static bool IsStored(string name) =>
        name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !name.Contains(':', StringComparison.Ordinal);

    private static ScanReport Stored(Host host, string name) =>
        StoredReports.Read(host, name) is [{ } only]
            ? only
            : throw new SkepException(
                ErrorKind.Invalid, $"{name} is not of one image", "store a report of each image in a file of its own");

    private static IVersionOrder? OrderOf(EcosystemId id) =>
        Ecosystems.All.FirstOrDefault(ecosystem => ecosystem.Id == id)?.Versions;

    private static int Decide(ImageDifference difference, ExitPolicy exit, Host host)
    {
        if (exit.FailOn is not { } least)
        {
            return ExitCode.Passed;
        }

        int bad = difference.New.Count(finding => finding.Severity >= least);
        if (bad > 0)
        {
            host.Say($"failed: {bad} new of severity {least.ToString().ToLowerInvariant()} and above");
            return exit.FailureCode;
        }

        if (difference.Unjudged.Count > 0)
        {
            host.Say($"could not judge what is new: {string.Join("; ", difference.Unjudged)}");
            return ExitCode.CouldNotJudge;
        }

        return ExitCode.Passed;
    }
}
