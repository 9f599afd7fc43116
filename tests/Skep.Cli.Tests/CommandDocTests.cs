using System.Runtime.CompilerServices;
using System.Text;

namespace Skep.Cli.Tests;

/// <summary>docs/reference/commands.md is the help of every command. SKEP_ACCEPT=1 writes it anew.</summary>
public sealed class CommandDocTests
{
    private static readonly string[][] Commands =
    [
        [], ["image"], ["rootfs"], ["sbom"], ["config"], ["convert"], ["explain"], ["diff"], ["base"],
        ["base", "add"], ["base", "list"], ["base", "remove"], ["db"], ["db", "import"],
        ["db", "status"], ["db", "search"], ["db", "update"], ["db", "export"], ["policy"], ["policy", "test"],
        ["policy", "explain"], ["policy", "check"], ["policy", "show"], ["vex"], ["demo"], ["completion"], ["version"],
    ];

    [Fact]
    public async Task Command_reference_matches_the_help_texts()
    {
        var text = new StringBuilder(
            "# Commands\n\nGenerated from the help texts by `CommandDocTests`; do not edit.\n");
        foreach (string[] command in Commands)
        {
            using var skep = new CommandRun();
            Assert.Equal(0, await skep.RunAsync([.. command, "--help"]));

            // Help calls the command by the program's name, which is the tests' here.
            string help = skep.Output.Trim().Replace("Skep.Cli.Tests", "skep", StringComparison.Ordinal);
            text.Append($"\n## {string.Join(' ', ["skep", .. command])}\n\n```text\n{help}\n```\n");
        }

        string file = Path.Combine(Root(), "docs", "reference", "commands.md");
        string written = text.ToString().ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("SKEP_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(file, written, TestContext.Current.CancellationToken);
        }

        string known = File.Exists(
            file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "";
        Assert.True(known == written, "docs/reference/commands.md is stale: run the test with SKEP_ACCEPT=1");
    }

    private static string Root([CallerFilePath] string caller = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "..", ".."));
}
