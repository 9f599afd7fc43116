using System.CommandLine;
using Skep.Advisories.Bundle;
using Skep.Cli.Options;
using Skep.Cli.Scanning;
using Skep.Cli.Terminal;
using Skep.Engine;

namespace Skep.Cli.Commands;

/// <summary><c>skep db export</c>, and the half of <c>skep db import</c> that takes what it wrote.</summary>
internal static class DbExportCommand
{
    private const string Text = "Write the database into one file for a network without upstream.";

    private const string Examples = """
        skep db export advisories.skepdb --sign-key skep.key
        skep db import advisories.skepdb --verify-key skep.pub
        """;

    public static Command Create(Host host)
    {
        var file = new Argument<string>("FILE") { Description = "the bundle to write" };
        var sign = new Option<string?>("--sign-key")
        {
            Description = "sign it with this private key (ECDSA P-256)",
            HelpName = "PEM",
        };
        var common = new CommonFlags();
        var command = new DocumentedCommand("export", Text, Examples) { file, sign };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            common.Apply(parsed, host);
            string target = host.FullPath(parsed.GetValue(file)!);
            string database = AdvisoryStore.DatabaseFile(common.CacheDirectory(parsed, host));
            using BundleKey? key = Key(host, parsed.GetValue(sign));
            BundleManifest manifest = await Deadline.RunAsync(
                common.Timeout(parsed),
                token => AdvisoryBundle.WriteAsync(database, target, key, token),
                cancellationToken);
            host.Say($"wrote {manifest.Advisories} records of {manifest.Feeds.Count} feed parts into {target}"
                + (key is null ? ", unsigned" : ", signed"));
            return ExitCode.Passed;
        });
        return command;
    }

    public static BundleKey? Key(Host host, string? file) => file is null ? null : BundleKey.Read(host.FullPath(file));

    /// <summary>Imports a bundle.</summary>
    public static async Task<int> ImportAsync(
        Host host, string bundle, string database, string? verifyKey, CancellationToken cancellationToken)
    {
        using BundleKey? key = Key(host, verifyKey);
        BundleManifest manifest = await AdvisoryBundle.ReadAsync(bundle, database, key, cancellationToken);
        string day = manifest.Created.UtcDateTime.ToString("yyyy-MM-dd");
        host.Say($"{manifest.Advisories} records, compiled {day}, are in {database}");
        if (key is null)
        {
            host.Say("nobody's signature was checked: --verify-key does");
        }

        return ExitCode.Passed;
    }
}
