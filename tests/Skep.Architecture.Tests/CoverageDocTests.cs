using System.Text;
using Skep.Advisories;
using Skep.Advisories.Feeds;
using Skep.Core;
using Skep.Images;
using Skep.Packages;
using Skep.Packages.Binaries;
using Skep.Reports;

namespace Skep.Architecture.Tests;

/// <summary>docs/coverage.md says what the lists in the code say. SKEP_ACCEPT=1 writes it anew.</summary>
public sealed class CoverageDocTests
{
    private const string Path = "docs/coverage.md";

    [Fact]
    public void Coverage_page_matches_the_lists()
    {
        string text = Write();
        string file = System.IO.Path.Combine(Repository.Root, Path);
        if (Environment.GetEnvironmentVariable("SKEP_ACCEPT") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(
            file) && File.ReadAllText(file) == text, $"{Path} is stale: run the test with SKEP_ACCEPT=1");
    }

    private static string Write()
    {
        var text = new StringBuilder("""
            # What Skep covers

            Generated from the lists in the code by `CoverageDocTests`; do not edit.

            ## Packages

            | ecosystem | id | versions order as | looked for in |
            |---|---|---|---|

            """);
        foreach (IEcosystem ecosystem in Ecosystems.All.OrderBy(e => e.Title, StringComparer.OrdinalIgnoreCase))
        {
            string files = string.Join(", ", ecosystem.Inspectors.SelectMany(Wishes).Distinct().Take(12));
            text.AppendLine($"| {ecosystem.Title} | `{ecosystem.Id}` | {ecosystem.Versions.Id} | {files} |");
        }

        text.AppendLine().AppendLine("## Programs that no package manager recorded").AppendLine();
        string[] products = [.. Classifiers.All.Select(
            c => c.Product.Name).Distinct().Order(StringComparer.OrdinalIgnoreCase)];
        text.AppendLine($"{products.Length}: {string.Join(", ", products)}.");

        text.AppendLine().AppendLine("## Advisory feeds").AppendLine();
        text.AppendLine("| feed | id | licence |").AppendLine("|---|---|---|");
        foreach (IAdvisoryFeed feed in AdvisoryFeeds.All.OrderBy(f => f.Id, StringComparer.Ordinal))
        {
            text.AppendLine($"| {feed.Title} | `{feed.Id}` | {feed.Licence} |");
        }

        text.AppendLine().AppendLine("## Images from").AppendLine();
        text.AppendLine(string.Join(
            ", ", ImageSources.All.Select(source => $"`{source.Id}:`").Order()) + ", root file systems.");
        text.AppendLine().AppendLine("## Reports").AppendLine();
        foreach (IReportWriter format in ReportFormats.All)
        {
            text.AppendLine($"- `{format.Id}`: {format.Description}");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<string> Wishes(IInspector inspector) =>
        inspector.Wants.Globs.Select(
            glob => $"`{glob}`").Concat(inspector.Wants.Magics.Count > 0 ? ["ELF programs"] : []);
}
