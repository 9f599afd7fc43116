using System.CommandLine;
using Skep.Advisories;
using Skep.Cli.Options;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Engine;

namespace Skep.Cli.Scanning;

/// <summary>What the scanning commands have in common: flags, the scan itself, the report, the exit code.</summary>
internal sealed class ScanCommand(bool withRegistry, ReportFlags? report = null)
{
    private readonly CommonFlags _common = new();
    private readonly ImageFlags _image = new();
    private readonly PolicyFlags _policy = new();
    private readonly ReportFlags _report = report ?? new ReportFlags();

    /// <summary>Advisories are never fetched, whatever the flags say.</summary>
    public bool IsAlwaysOffline { get; init; }

    /// <summary>Runs a scan with everything set up for it.</summary>
    public delegate Task<IReadOnlyList<ScanOutcome>> Scan(
        ImageScanner scanner, IProgress<ScanProgress>? progress, CancellationToken cancellationToken);

    public void AddTo(Command command)
    {
        _report.AddTo(command);
        _policy.AddTo(command);
        _image.AddTo(command, withRegistry);
        _common.AddTo(command);
    }

    /// <summary>Scans, writes the report, decides.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Host host, Scan scan, CancellationToken cancellationToken)
    {
        _common.Apply(parsed, host);

        // Wrong flags and ignore files are said before anything is fetched.
        ExitPolicy exit = _policy.Exit(parsed);
        Func<ScanReport, ScanReport> rules = _policy.Read(parsed, host);
        IReadOnlyList<ScanOutcome> outcomes = await ScanAsync(parsed, host, scan, cancellationToken);
        ScanReport[] reports = [.. outcomes.OfType<ScanOutcome.Completed>().Select(outcome => rules(outcome.Report))];
        if (reports.Length > 0)
        {
            _report.Write(parsed, host, reports);
        }

        foreach (ScanOutcome.Failed failed in outcomes.OfType<ScanOutcome.Failed>())
        {
            host.Fail($"{failed.Reference}: {failed.Error.Message}", failed.Error.Hint);
        }

        return exit.Decide(reports, outcomes.Count - reports.Length, host);
    }

    /// <summary>Scans within the time limit.</summary>
    public async Task<IReadOnlyList<ScanOutcome>> ScanAsync(
        ParseResult parsed, Host host, Scan scan, CancellationToken cancellationToken)
    {
        ScanOptions options = _image.Read(parsed, host, _common.CacheDirectory(parsed, host));
        options = IsAlwaysOffline ? options with { Advisories = null } : options;
        return await Deadline.RunAsync(
            _common.Timeout(parsed),
            async token =>
            {
                using AdvisoryDatabase database = await AdvisoryStore.OpenAsync(
                    options.CacheDirectory, host.Time, token);
                using Detectors detectors = await Detectors.StartAsync(options, host.Time, token);
                using var scanner = new ImageScanner(options, database, detectors, host.Time);
                return await ProgressDisplay.RunAsync(host, progress => scan(scanner, progress, token));
            },
            cancellationToken);
    }

    public ExitPolicy Exit(ParseResult parsed) => _policy.Exit(parsed);

    public Func<ScanReport, ScanReport> Rules(ParseResult parsed, Host host) => _policy.Read(parsed, host);

    public string CacheDirectory(ParseResult parsed, Host host) => _common.CacheDirectory(parsed, host);

    public void Apply(ParseResult parsed, Host host) => _common.Apply(parsed, host);

    public void Write(ParseResult parsed, Host host, Action<Stream, ReportOptions> write) =>
        _report.Write(parsed, host, write);
}
