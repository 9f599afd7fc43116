using System.CommandLine;
using Skep.Advisories;
using Skep.Advisories.Update;
using Skep.Cli.Options;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Core;
using Skep.Engine;

namespace Skep.Cli.Commands;

/// <summary><c>skep db update</c></summary>
internal static class DbUpdateCommand
{
    private const string Text =
        "Fetch what changed upstream: of the scopes named, else of those in the database, else of all.";

    private const string Examples = """
        skep db update
        skep db update alpine:3.22 debian:13 npm pypi
        skep db update --all --db-mirror https://mirror.example/feeds
        """;

    public static Command Create(Host host)
    {
        var scopes = new Argument<string[]>("SCOPE")
        {
            Description = "releases and ecosystems: debian:12, ubuntu:24.04, npm, golang …",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var all = new Option<bool>("--all") { Description = "every release and ecosystem, and NVD's descriptions" };
        var insecure = new Option<bool>("--insecure") { Description = "allow plain HTTP" };
        Option<string?> mirror = UpstreamFlags.Mirror();
        mirror.Aliases.Add("--mirror");
        var common = new CommonFlags();
        var command = new DocumentedCommand("update", Text, Examples) { scopes, all, mirror, insecure };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            common.Apply(parsed, host);
            string file = AdvisoryStore.DatabaseFile(common.CacheDirectory(parsed, host));
            UpdateOptions options = UpstreamFlags.With(parsed.GetValue(mirror), parsed.GetValue(insecure));
            bool isAll = parsed.GetValue(all);
            UpdateResult result = await Deadline.RunAsync(
                common.Timeout(parsed),
                token => new AdvisoryUpdater(file, host.Time, options).UpdateAsync(
                    isAll ? KnownScopes.All : Chosen(parsed.GetValue(scopes)!, file), isAll, new Lines(host), token),
                cancellationToken);
            return Report(host, result);
        });
        return command;
    }

    private static IReadOnlyList<string> Chosen(string[] named, string file)
    {
        if (named.Length > 0)
        {
            return named;
        }

        if (!File.Exists(file))
        {
            return KnownScopes.All;
        }

        using AdvisoryDatabase database = AdvisoryDatabase.Open(file);
        return
        [
            .. database.Status.Parts.SelectMany(part => part.Scopes).Distinct(StringComparer.Ordinal)
                .Where(KnownScopes.IsServed),
        ];
    }

    private static int Report(Host host, UpdateResult result)
    {
        foreach (FeedUpdate feed in result.Failed)
        {
            host.Fail($"{feed.Path}: {feed.Detail}");
        }

        foreach (string scope in result.Unserved)
        {
            host.Fail($"no upstream is known for '{scope}'");
        }

        int updated = result.Feeds.Count(feed => feed.Outcome == FeedOutcome.Updated);
        int unchanged = result.Feeds.Count(feed => feed.Outcome == FeedOutcome.Unchanged);
        var received = new ByteSize(result.Feeds.Sum(feed => feed.Bytes));
        host.Say($"{updated} files updated ({received}), {unchanged} unchanged, {result.Failed.Count()} failed");
        return result.Failed.Any() || result.Unserved.Count > 0 ? ExitCode.CouldNotJudge : ExitCode.Passed;
    }

    private sealed class Lines(Host host) : IProgress<UpdateProgress>
    {
        public void Report(UpdateProgress value) => host.Say($"{value.Stage} {value.Path}");
    }
}
