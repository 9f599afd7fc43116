using System.CommandLine;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Policy;
using Skep.Policy.Exceptions;
using Skep.Policy.Ignoring;
using Skep.Policy.Rules;
using Skep.Policy.Vex;

namespace Skep.Cli.Options;

/// <summary>Which findings count, and when they make the process fail.</summary>
/// <remarks>
/// Ignore rules, VEX statements and exceptions set findings aside first. The policy then judges all that is left; what
/// flags such as <c>--severity</c> leave out of the report is left out last, and never what the policy speaks of.
/// </remarks>
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

    private readonly Option<string?> _policy = new("--policy")
    {
        Description = "judge by this policy: a file, or " + string.Join(", ", BuiltInPolicies.Names),
        HelpName = "FILE",
    };
    private readonly Option<string[]> _exceptions = new("--exceptions")
    {
        Description = "exceptions with reason, author and expiry (docs/operating/policy.md)",
        HelpName = "FILE",
    };

    public PolicyFlags() => _policy.CompletionSources.Add([.. BuiltInPolicies.Names]);

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _severity, _onlyFixed, _status, _policy, _failOn, _exitCode, _endOfLife, _ignoreFile, _vex, _exceptions,
        ];
        foreach (Option option in all)
        {
            command.Add(option);
        }
    }

    /// <summary>The report as policy leaves it: filtered, with the findings set aside that rules set aside.</summary>
    public Func<ScanReport, ScanReport> Read(ParseResult parsed, Host host)
    {
        PolicyFile? policy = parsed.GetValue(_policy) is { Length: > 0 } named ? PolicyText.Read(host, named) : null;
        HashSet<Severity> severities = Words.Set<Severity>("--severity", parsed.GetValue(_severity));
        var filter = new FindingFilter
        {
            Severities = severities.Count == 0 ? null : severities,
            KeepsJudged = policy is not null,
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
        ExceptionList[] exceptions = Exceptions(parsed, host, policy, today);
        return report =>
        {
            report = ignored.Aggregate(report, (left, rules) => rules.Apply(left, today));
            report = statements.Aggregate(report, (left, document) => document.Apply(left));
            report = exceptions.Aggregate(report, (left, list) => list.Apply(left, today));
            report = policy is null ? report : report with { Policy = policy.Evaluate(report) };
            ScanReport filtered = filter.Apply(report);
            int all = report.AllFindings.Count();
            int left = all - filtered.AllFindings.Count();
            if (left > 0)
            {
                string name = report.Inventory.Image.Name;
                host.Say($"{name}: {left} of {all} findings left out by flags or settings");
            }

            return filtered;
        };
    }

    public ExitPolicy Exit(ParseResult parsed)
    {
        int? code = parsed.GetValue(_exitCode);
        string? failOn = parsed.GetValue(_failOn);
        bool hasPolicy = parsed.GetValue(_policy) is { Length: > 0 };

        // A code alone fails on any finding, unless a policy says which ones count.
        Severity? any = code is > 0 && !hasPolicy ? Severity.Unknown : null;
        Severity? least = failOn is null ? any : Words.One<Severity>("--fail-on", failOn);
        return new ExitPolicy(
            code == 0 ? null : least, code ?? ExitCode.PolicyFailed, parsed.GetValue(_endOfLife))
        {
            HasPolicy = hasPolicy,
        };
    }

    private ExceptionList[] Exceptions(ParseResult parsed, Host host, PolicyFile? policy, DateOnly today)
    {
        var problems = new List<Problem>();
        ExceptionList[] lists =
        [
            .. (parsed.GetValue(_exceptions) ?? [])
                .Select(file => ExceptionList.Parse(file, SmallFile.ReadText(host.FullPath(file)), problems)),
            policy?.Exceptions ?? ExceptionList.Empty,
        ];
        problems.ForEach(problem => host.Fail($"{problem.Location}: {problem.Message}"));
        foreach (ExceptionRule rule in lists.SelectMany(list => list.Expired(today)))
        {
            host.Say($"{rule.Source}: the exception for {string.Join(", ", rule.Ids)} by {rule.Author} expired on "
                + $"{rule.Expires:yyyy-MM-dd}; its findings are back");
        }

        return lists;
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
