using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Rules;
using Skep.Compliance.Shell;
using Skep.Core;

namespace Skep.Compliance.Build;

/// <summary>Whether packages are asked for in a certain version.</summary>
internal sealed class UnpinnedPackagesCheck : BuildCheck
{
    private static readonly ConfigRule Unpinned = new(
        "config/build/unpinned-packages", Severity.Negligible, "Packages without a version")
    {
        Description = "The same Dockerfile gives another image tomorrow, and a bad release of a dependency gets in by "
            + "itself.",
        Advice = "Name versions (curl=8.5.0-2, requests==2.32.3, pkg@1.2.3), or install from a lock file.",
        References = ["hadolint DL3008, DL3013, DL3016, DL3018, DL3028, DL3033"],
    };

    public override IReadOnlyList<ConfigRule> Rules => [Unpinned];

    public override IEnumerable<BuildHit> Judge(ImageBuild build) =>
        from run in Runs(build)
        where run.Stage.IsShipped
        from command in run.Commands
        let manager = PackageTools.Of(command)
        where manager is not null && manager.Installs(command)
        let names = manager.Packages(command).Where(name => IsUnpinned(manager, command, name)).Distinct().ToArray()
        where names.Length > 0
        select new BuildHit(
            Unpinned, run.Run, $"{command.Program} installs {Names.List(names)} in whatever version there is.")
        {
            Subject = Names.List(names),
            Command = command,
        };

    private static bool IsUnpinned(PackageTool manager, ShellCommand command, string name)
    {
        // Variables, files and addresses say nothing, or say it elsewhere.
        if (name.Length is 0 or > 100 || name.AsSpan().IndexOfAny("$/\\:*?(){}") >= 0 && !name.StartsWith('@'))
        {
            return false;
        }

        return manager.Family switch
        {
            "apt" => !name.Contains('='),
            "apk" => name.AsSpan().IndexOfAny("=~<>") < 0 && !name.StartsWith('.'),
            "dnf" or "zypper" => !name.Contains('=') && !HasDashedVersion(name) && !name.StartsWith('@')
                && !IsFile(name),
            "pip" => name.AsSpan().IndexOfAny("=<>~@") < 0 && name != "." && !IsFile(name),
            "npm" => IsGlobal(command) && !name.AsSpan(1).Contains('@') && !IsFile(name),
            "gem" => !name.Contains(':') && !command.Has("-v", "--version")
                && !command.Arguments.Any(word => word.StartsWith("--version=", StringComparison.Ordinal)),
            _ => false,
        };
    }

    // Without --global npm reads and writes package-lock.json.
    private static bool IsGlobal(ShellCommand command) =>
        command.Has("-g", "--global") || command.Arguments.Any(word => word == "--location=global");

    private static bool HasDashedVersion(string name)
    {
        int dash = name.LastIndexOf('-');
        return dash > 0 && dash + 1 < name.Length && char.IsAsciiDigit(name[dash + 1])
            && (name.IndexOf('-') < dash || name.AsSpan(dash).Contains('.'));
    }

    private static bool IsFile(string name) =>
        name.EndsWith(".rpm", StringComparison.Ordinal) || name.EndsWith(".whl", StringComparison.Ordinal)
        || name.EndsWith(".tgz", StringComparison.Ordinal) || name.EndsWith(".tar.gz", StringComparison.Ordinal);
}
