using System.CommandLine;
using Skep.Cli.Options;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Policy.Rules;

namespace Skep.Cli.Commands.Policies;

/// <summary><c>skep policy</c>: look at policies, try them, repeat their decisions.</summary>
internal static class PolicyCommand
{
    public static Command Create(Host host) => new("policy", "Look at policies, test them, repeat their decisions.")
    {
        PolicyTestCommand.Create(host),
        Explain(host),
        Check(host),
        Show(host),
    };

    private static DocumentedCommand Show(Host host)
    {
        var name = new Argument<string>("NAME") { Description = string.Join(", ", BuiltInPolicies.Names) };
        name.CompletionSources.Add([.. BuiltInPolicies.Names]);
        var command = new DocumentedCommand(
            "show", "Print a built-in policy, to read or to start from.", "skep policy show default > policy.yaml")
        {
            name,
        };
        command.SetAction(parsed =>
        {
            using var output = new StreamWriter(host.Output, leaveOpen: true);
            output.Write(BuiltInPolicies.Text(parsed.GetValue(name)!));
        });
        return command;
    }

    private static DocumentedCommand Check(Host host)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "policies to read",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new DocumentedCommand(
            "check", "Say whether policies are understood (2 when one is not).", "skep policy check policy.yaml")
        {
            files,
        };
        command.SetAction(parsed =>
        {
            PolicyFile[] policies = [.. parsed.GetValue(files)!.Select(file => PolicyText.Read(host, file))];
            foreach (PolicyFile policy in policies)
            {
                host.Say($"{policy.Source}: policy {policy.Name} is understood");
            }
        });
        return command;
    }

    private static DocumentedCommand Explain(Host host)
    {
        const string text =
            "Judge a stored json report, and tell what came of every rule and why; exits as a scan would.";
        const string examples = """
            skep image web:1.4 -f json -o report.json --policy default
            skep policy explain --policy default --report report.json
            """;
        var named = new Option<string>("--policy")
        {
            Description = "a file, or " + string.Join(", ", BuiltInPolicies.Names),
            HelpName = "FILE",
            Required = true,
        };
        var stored = new Option<string>("--report")
        {
            Description = "what skep image -f json wrote; - is stdin",
            HelpName = "FILE",
            Required = true,
        };
        var common = new CommonFlags();
        var command = new DocumentedCommand("explain", text, examples) { named, stored };
        command.Aliases.Add("eval");
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            common.Apply(parsed, host);
            PolicyFile policy = PolicyText.Read(host, parsed.GetValue(named)!);
            ScanReport[] reports = [.. StoredReports.Read(host, parsed.GetValue(stored)!).Select(policy.Judge)];
            foreach (ScanReport report in reports)
            {
                Write(host, report);
            }

            host.IsQuiet = true;
            return new ExitPolicy(null, ExitCode.PolicyFailed, null) { HasPolicy = true }.Decide(reports, 0, host);
        });
        return command;
    }

    private static void Write(Host host, ScanReport report)
    {
        PolicyOutcome outcome = report.Policy!;
        using var output = new StreamWriter(host.Output, leaveOpen: true);
        output.WriteLine(Host.Plain(
            $"{report.Inventory.Image.Name}: {PolicyText.Word(outcome.Verdict)} by policy {outcome.Policy} "
            + $"({outcome.Source}), as of {report.CreatedAt:yyyy-MM-dd}"));
        int width = outcome.Rules.Select(rule => PolicyText.Word(rule).Length).Append(0).Max();
        foreach (RuleOutcome rule in outcome.Rules)
        {
            output.WriteLine(Host.Plain($"  {PolicyText.Word(rule).PadRight(width)}  {rule.Name}: {rule.Reason}"));
        }
    }
}
