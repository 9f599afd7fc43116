using System.CommandLine;
using System.Text;
using Skep.Advisories;
using Skep.Advisories.Bundle;
using Skep.Advisories.Compile;
using Skep.Cli.Options;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Engine;

namespace Skep.Cli.Commands;

/// <summary><c>skep db update|status|import|export|search</c></summary>
internal static class DbCommand
{
    private const int MostHits = 50;
    private const int MostProblems = 10;

    private const string Text = "Look after the advisory database.";

    private const string Examples = """
        skep db update
        skep db import ./feeds
        skep db status
        skep db search CVE-2021-44228
        """;

    public static Command Create(Host host) =>
        new DocumentedCommand("db", Text, Examples)
        {
            DbUpdateCommand.Create(host), Status(host), Import(host), DbExportCommand.Create(host), Search(host),
        };

    private static Command Status(Host host)
    {
        var common = new CommonFlags();
        var command = new Command("status", "Say what is in the database, and how old it is.");
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            common.Apply(parsed, host);
            using AdvisoryDatabase database = await AdvisoryStore.OpenAsync(
                common.CacheDirectory(parsed, host), host.Time, cancellationToken);
            DatabaseStatus status = database.Status;
            var text = new StringBuilder();
            text.Append("database  ").AppendLine(database.Path);
            text.Append("made      ").AppendLine($"{status.Created.UtcDateTime:yyyy-MM-dd HH:mm}Z");
            text.Append("records   ").AppendLine($"{status.Advisories}");
            foreach (StoredPart part in status.Parts)
            {
                string newest = part.Newest is { } day ? $"{day.UtcDateTime:yyyy-MM-dd}" : "undated";
                string origin = part.IsStarter ? "  (built in)" : string.Empty;
                text.Append($"  {part.Feed,-18} {part.Part,-22} {part.Records,7}  {newest,-10}  ");
                text.Append(part.Fetched is null ? "imported " : "fetched  ");
                text.AppendLine($"{(part.Fetched ?? part.Imported).UtcDateTime:yyyy-MM-dd}{origin}");
            }

            if (status.IsStarterOnly)
            {
                text.AppendLine("Only the built-in starter set is there. The rest: skep db update, or without network");
                text.AppendLine("skep db import FEEDS.");
            }

            Print(host, text);
            return ExitCode.Passed;
        });
        return command;
    }

    private static Command Import(Host host)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "upstream files, archives or folders of them",
            Arity = ArgumentArity.OneOrMore,
        };
        var verify = new Option<string?>("--verify-key")
        {
            Description = "take only a bundle of db export that this public key signed (ECDSA P-256)",
            HelpName = "PEM",
        };
        var common = new CommonFlags();
        var command = new Command(
            "import", "Read upstream feed files (a part read again replaces its earlier self) or a bundle.")
        {
            paths, verify,
        };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            common.Apply(parsed, host);
            string[] files = [.. parsed.GetValue(paths)!.Select(host.FullPath)];
            string database = AdvisoryStore.DatabaseFile(common.CacheDirectory(parsed, host));
            if (files is [var bundle] && (parsed.GetValue(verify) is not null || AdvisoryBundle.IsBundle(bundle)))
            {
                return await DbExportCommand.ImportAsync(
                    host, bundle, database, parsed.GetValue(verify), cancellationToken);
            }

            if (parsed.GetValue(verify) is not null)
            {
                throw new SkepException(ErrorKind.Invalid, "--verify-key takes one bundle and no feed files");
            }

            ImportResult result = await Deadline.RunAsync(
                common.Timeout(parsed),
                token => ProgressDisplay.RunAsync<ImportResult>(
                    host,
                    progress => new AdvisoryImporter(host.Time).ImportAsync(files, database, progress, token)),
                cancellationToken);
            return Report(host, database, result);
        });
        return command;
    }

    private static Command Search(Host host)
    {
        var text = new Argument<string>("TEXT") { Description = "an id (CVE, GHSA, DSA …) or a package's name" };
        var common = new CommonFlags();
        var command = new Command("search", "Show what the database says about an id or a package.") { text };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            common.Apply(parsed, host);
            using AdvisoryDatabase database = await AdvisoryStore.OpenAsync(
                common.CacheDirectory(parsed, host), host.Time, cancellationToken);
            IReadOnlyList<AdvisoryHit> hits = database.Search(parsed.GetValue(text)!, MostHits);
            var lines = new StringBuilder();
            foreach (AdvisoryHit hit in hits)
            {
                string names = string.Join(
                    ", ", hit.Advisory.Affected.Select(package => package.Name).Distinct().Take(5));
                lines.AppendLine($"{hit.Advisory.Id,-20} {hit.Feed,-20} {names}");
            }

            Print(host, lines);
            host.Say(hits.Count == MostHits ? $"the first {MostHits} are shown" : $"{hits.Count} found");
            return hits.Count > 0 ? ExitCode.Passed : ExitCode.PolicyFailed;
        });
        return command;
    }

    private static int Report(Host host, string database, ImportResult result)
    {
        foreach (Problem problem in result.Problems.Take(MostProblems))
        {
            host.Fail($"{problem.Location}: {problem.Message}");
        }

        if (result.ProblemCount > MostProblems)
        {
            host.Say($"and {result.ProblemCount - MostProblems} more problems");
        }

        foreach ((string path, int count) in result.Unrecognised)
        {
            host.Say(count == 1 ? $"not a feed: {path}" : $"not a feed: {count} files of {path}");
        }

        if (result.Parts.Count == 0)
        {
            throw new SkepException(
                ErrorKind.Invalid, "nothing there is a feed that Skep reads; the database is as it was");
        }

        string feeds = string.Join(", ", result.Parts.GroupBy(part => part.Feed).Select(Summary));
        host.Say($"read {result.Files} files into {database}: {feeds}");
        return result.IsPartial ? ExitCode.CouldNotJudge : ExitCode.Passed;
    }

    private static string Summary(IGrouping<string, ImportedPart> feed) =>
        feed.Count() == 1 ? feed.Key : $"{feed.Key} ({feed.Count()} parts)";

    // Names in a database come from feeds, which anybody may have written.
    private static void Print(Host host, StringBuilder text)
    {
        text.Replace('\u001b', '\uFFFD');
        host.Output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
