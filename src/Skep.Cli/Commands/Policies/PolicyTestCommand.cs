using System.CommandLine;
using Skep.Cli.Options;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Policy.Cases;
using Skep.Policy.Rules;

namespace Skep.Cli.Commands.Policies;

/// <summary><c>skep policy test FILE…</c></summary>
internal static class PolicyTestCommand
{
    private const string Text = "Run tables of cases: reports or facts, and what a policy must make of them.";

    private const string Examples = """
        skep policy test policy_test.yaml
        """;

    public static Command Create(Host host)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "tables of cases (docs/operating/policy.md); paths in them are relative to them",
            Arity = ArgumentArity.OneOrMore,
        };
        var common = new CommonFlags();
        var command = new DocumentedCommand("test", Text, Examples) { files };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            common.Apply(parsed, host);
            int cases = 0;
            int failed = 0;
            foreach (string file in parsed.GetValue(files)!)
            {
                foreach (PolicyCase entry in Read(host, file))
                {
                    cases++;
                    List<string> differences = Run(host, file, entry);
                    failed += differences.Count > 0 ? 1 : 0;
                    Say(host, entry, differences);
                }
            }

            host.Say($"{cases} cases, {failed} failed");
            return failed > 0 ? ExitCode.PolicyFailed : ExitCode.Passed;
        });
        return command;
    }

    private static IReadOnlyList<PolicyCase> Read(Host host, string file)
    {
        var problems = new List<Problem>();
        IReadOnlyList<PolicyCase>? cases = PolicyCaseTable.Parse(
            file, SmallFile.ReadText(host.FullPath(file)), problems);
        problems.ForEach(problem => host.Fail($"{problem.Location}: {problem.Message}"));
        return cases ?? throw new SkepException(ErrorKind.Invalid, $"{file} is not a table of cases");
    }

    private static List<string> Run(Host host, string file, PolicyCase entry)
    {
        string Beside(string name) => Path.Combine(Path.GetDirectoryName(file) ?? string.Empty, name);
        PolicyFile policy = entry.Policy ?? PolicyText.Read(
            host, BuiltInPolicies.IsKnown(entry.PolicyName!) ? entry.PolicyName! : Beside(entry.PolicyName!));
        IReadOnlyList<ScanReport> reports = entry.Report is { } facts
            ? [facts]
            : StoredReports.Read(host, Beside(entry.ReportFile!));
        return [.. reports.SelectMany(report => entry.Differences(policy.Judge(report).Policy!))];
    }

    private static void Say(Host host, PolicyCase entry, List<string> differences)
    {
        if (differences.Count > 0)
        {
            host.Fail($"{entry.Location}: {entry.Name}");
            foreach (string difference in differences)
            {
                host.Fail("  " + difference);
            }
        }
        else
        {
            host.Say($"ok: {entry.Name}");
        }
    }
}
