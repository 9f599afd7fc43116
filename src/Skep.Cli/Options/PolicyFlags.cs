using System.CommandLine;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Policy;
using Skep.Policy.Ignoring;
using Skep.Policy.Vex;

namespace Skep.Cli.Options;

/// <summary>Which findings count, and when they make the process fail.</summary>
internal sealed class PolicyFlags
{
    /// <summary>Read from the current folder when no file is named.</summary>
    private static readonly string[] IgnoreFiles =
        [".skepignore", ".skepignore.yaml", ".trivyignore", ".trivyignore.yaml"];

    private readonly Option<string[]> _severity = new("--severity", "-s")
    {
        Description = "show only these: critical,high,medium,low,negligible,unknown",
        HelpName = "LIST",
    };
    private readonly Option<bool> _onlyFixed = new("--ignore-unfixed", "--only-fixed")
    {
        Description = "show only what has a fix",
    };
    private readonly Option<string[]> _status = new("--ignore-status")
    {
        Description = "leave out: " + string.Join(",", Words.Names<VulnerabilityStatus>()),
        HelpName = "LIST",
    };
    private readonly Option<string?> _failOn = new("--fail-on")
    {
        Description = "fail (exit code 1) on this severity and above; 3 when not everything could be judged",
        HelpName = "SEVERITY",
    };
    private readonly Option<int?> _exitCode = new("--exit-code")
    {
        Description = "code to fail with; without --fail-on any finding fails; 0 never fails",
        HelpName = "N",
    };
    private readonly Option<int?> _endOfLife = new("--exit-on-eol")
    {
        Description = "code to end with, in place of 3, when all that is amiss is an end of life; 0 accepts it",
        HelpName = "N",
    };
    private readonly Option<string[]> _ignoreFile = new("--ignorefile")
    {
        Description = "ignore rules (default: .skepignore, .trivyignore, each also with .yaml)",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _vex = new("--vex")
    {
        Description = "VEX document (OpenVEX, CycloneDX, CSAF): sets aside what it calls not affected or fixed",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        Option[] all = [_severity, _onlyFixed, _status, _failOn, _exitCode, _endOfLife, _ignoreFile, _vex];
        foreach (Option option in all)
        {
            command.Add(option);
        }
    }

    /// <summary>The report as policy leaves it: filtered, with the findings set aside that rules set aside.</summary>
    public Func<ScanReport, ScanReport> Read(ParseResult parsed, Host host)
    {
        HashSet<Severity> severities = Words.Set<Severity>("--severity", parsed.GetValue(_severity));
        var filter = new FindingFilter
        {
            Severities = severities.Count == 0 ? null : severities,
            OnlyFixed = parsed.GetValue(_onlyFixed),
            IgnoredStatuses = Words.Set<VulnerabilityStatus>("--ignore-status", parsed.GetValue(_status)),
        };
        DateOnly today = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime);
        IgnoreRules[] ignored = [.. IgnoreFilesOf(parsed, host).Select(file => ReadRules(host, file, today))];
        VexDocument[] statements =
        [
            .. (parsed.GetValue(_vex) ?? [])
                .Select(file => VexDocument.Parse(file, SmallFile.ReadLarge(host.FullPath(file)))),
        ];
        return report =>
        {
            report = ignored.Aggregate(report, (left, rules) => rules.Apply(left, today));
            report = statements.Aggregate(report, (left, document) => document.Apply(left));
            ScanReport filtered = filter.Apply(report);
            int left = report.Vulnerabilities.Count - filtered.Vulnerabilities.Count;
            if (left > 0)
            {
                string name = report.Inventory.Image.Name;
                host.Say($"{name}: {left} of {report.Vulnerabilities.Count} findings left out by flags or settings");
            }

            return filtered;
        };
    }

    public ExitPolicy Exit(ParseResult parsed)
    {
        int? code = parsed.GetValue(_exitCode);
        string? failOn = parsed.GetValue(_failOn);
        Severity? any = code is > 0 ? Severity.Unknown : null;
        Severity? least = failOn is null ? any : Words.One<Severity>("--fail-on", failOn);
        return new ExitPolicy(
            code == 0 ? null : least, code ?? ExitCode.PolicyFailed, parsed.GetValue(_endOfLife));
    }

    private IEnumerable<string> IgnoreFilesOf(ParseResult parsed, Host host) =>
        parsed.GetValue(_ignoreFile) is { Length: > 0 } named
            ? named.Select(host.FullPath)
            : IgnoreFiles.Select(host.FullPath).Where(File.Exists);

    private static IgnoreRules ReadRules(Host host, string file, DateOnly today)
    {
        IgnoreRules rules = IgnoreRules.Parse(Path.GetFileName(file), SmallFile.ReadText(file));
        foreach (Problem problem in rules.Problems)
        {
            host.Fail($"{problem.Location}: {problem.Message}");
        }

        foreach (IgnoreRule rule in rules.Expired(today))
        {
            host.Say(
                $"{rule.Source}: the rule for {rule.Id} expired on {rule.ExpiresOn:yyyy-MM-dd}; its findings are back");
        }

        return rules;
    }
}
