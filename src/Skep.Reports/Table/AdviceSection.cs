using System.Buffers;
using Skep.Core;
using Skep.Reports.Text;

namespace Skep.Reports.Table;

/// <summary>The end of a report: the most urgent findings in words, and what to type next.</summary>
internal static class AdviceSection
{
    private const int MostUrgent = 3;
    private const int MostCommands = 8;

    /// <summary>Package arguments joined into one command; a longer line is hard to read and to paste.</summary>
    private const int MostArguments = 8;

    /// <summary>How advice begins that no command carries out, such as an edit of a build file.</summary>
    private const string Prose = "set ";

    /// <summary>What upgrades everything, where naming every package would fill the page.</summary>
    private static readonly Dictionary<string, string> UpgradesOfAll = new(StringComparer.Ordinal)
    {
        ["apk add --upgrade"] = "apk update && apk upgrade",
        ["apt-get install --only-upgrade"] = "apt-get update && apt-get upgrade",
        ["dnf upgrade"] = "dnf upgrade",
        ["pacman -S"] = "pacman -Syu",
        ["tdnf update"] = "tdnf update",
        ["yum update"] = "yum update",
        ["zypper install"] = "zypper update",
    };

    /// <summary>Longer names are no names, and would fill the page.</summary>
    private const int MaxCommand = 160;

    /// <summary>
    /// What may stand in a command that people paste: package names come from the image, and one with a
    /// semicolon or a space would be more than a name.
    /// </summary>
    private static readonly SearchValues<char> Safe =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@%+=:,./_~^- ");

    public static void Write(Page page, ScanReport report, IReadOnlyList<VulnerabilityFinding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        Urgent(page, findings);
        page.Blank();
        page.Raw(page.Paint.Bold("What to do next"));
        IReadOnlyList<(string Command, int Fixes)> commands = Commands(findings);
        foreach ((string command, int fixes) in commands.Take(MostCommands))
        {
            if (command.StartsWith(Prose, StringComparison.Ordinal))
            {
                page.Labelled("  → ", command, page.Paint.Bold);
            }
            else
            {
                page.Command("  $ ", command);
            }

            page.Labelled("      ", $"fixes {fixes}", page.Paint.Dim);
        }

        if (commands.Count > MostCommands)
        {
            page.Labelled("  ", $"and {commands.Count - MostCommands} more upgrades (--format json lists all)");
        }

        string subject = IsSafe(report.Inventory.Image.Name) ? report.Inventory.Image.Name : "IMAGE";
        string id = IsSafe(findings[0].Vulnerability.Id) ? findings[0].Vulnerability.Id : "ID";
        page.Command("  $ ", $"skep explain {id} {subject}");
        page.Labelled("      ", "why it matched, where it sits, how to check and fix it", page.Paint.Dim);
    }

    /// <summary>One command a package manager and kind of upgrade, the one that fixes most first.</summary>
    /// <remarks>
    /// Of several fixes for one package the highest version is taken, read as people read versions (runs of digits as
    /// numbers): this page has no version order of the ecosystem, and the advice is checked by the next scan.
    /// </remarks>
    internal static IReadOnlyList<(string Command, int Fixes)> Commands(IReadOnlyList<VulnerabilityFinding> findings)
    {
        var upgrades = findings
            .Where(finding => finding is { Remediation.Length: > 0, FixedVersion: not null, Package.IsRemoved: false })
            .Where(finding => IsSafe(finding.Remediation!))
            .GroupBy(finding => (finding.Package.Package.Ecosystem, finding.Package.Package.Name))
            .Select(group => (Best: group.MaxBy(f => f.FixedVersion!, ReadingOrder.Instance)!, Fixes: group.Count()))
            .Select(upgrade => (Command: upgrade.Best.Remediation!, upgrade.Fixes));
        return
        [
            .. upgrades
                .GroupBy(upgrade => Stem(upgrade.Command), StringComparer.Ordinal)
                .SelectMany(Joined)
                .OrderByDescending(command => command.Fixes)
                .ThenBy(command => command.Command, StringComparer.Ordinal),
        ];
    }

    private static void Urgent(Page page, IReadOnlyList<VulnerabilityFinding> findings)
    {
        VulnerabilityFinding[] urgent = [.. findings
            .Where(f => f.Severity == Severity.Critical || f.Vulnerability.Kev is not null)
            .OrderBy(f => f.Vulnerability.Kev is null)
            .ThenByDescending(f => f.Vulnerability.Epss ?? 0)
            .DistinctBy(f => f.Vulnerability.Id)
            .Take(MostUrgent)];
        if (urgent.Length == 0)
        {
            return;
        }

        page.Blank();
        page.Raw(page.Paint.Bold("Most urgent"));
        foreach (VulnerabilityFinding finding in urgent)
        {
            Package package = finding.Package.Package;
            string exploited = finding.Vulnerability.Kev is null ? string.Empty : ", exploited in the wild";
            page.Labelled(
                "  ",
                $"{finding.Vulnerability.Id} in {package.Name} {package.Version}{exploited}",
                text => page.Paint.By(finding.Severity, text));
            if (finding.Vulnerability.Title.Length > 0)
            {
                page.Labelled("      ", finding.Vulnerability.Title);
            }

            page.Labelled(
                "      ", finding.FixedVersion is { } version ? $"fixed in {version}" : ReportWords.Of(finding.Status));
        }
    }

    private static IEnumerable<(string Command, int Fixes)> Joined(IGrouping<string, (string Command, int Fixes)> group)
    {
        if (group.Count() > MostArguments && UpgradesOfAll.TryGetValue(group.Key, out string? all))
        {
            yield return (all, group.Sum(upgrade => upgrade.Fixes));
            yield break;
        }

        var sorted = group.OrderBy(upgrade => upgrade.Command, StringComparer.Ordinal);
        foreach ((string Command, int Fixes)[] chunk in sorted.Chunk(MostArguments))
        {
            IEnumerable<string> arguments = chunk.Select(
                upgrade => upgrade.Command[group.Key.Length..].Trim()).Distinct();
            yield return ($"{group.Key} {string.Join(' ', arguments)}", chunk.Sum(upgrade => upgrade.Fixes));
        }
    }

    // All but the last word: upgrades that share it differ in the package only and can be one command.
    private static string Stem(string command)
    {
        int space = command.TrimEnd().LastIndexOf(' ');
        return space < 0 ? command : command[..space];
    }

    private static bool IsSafe(string text) =>
        text.Length <= MaxCommand && !text.AsSpan().ContainsAnyExcept(Safe) && !text.StartsWith('-');
}
