using System.CommandLine;
using System.CommandLine.Help;
using Skep.Cli.Commands.Policies;
using Skep.Cli.Terminal;

namespace Skep.Cli.Commands;

/// <summary>Every command. To add one, add a class and a line here.</summary>
internal static class CommandTree
{
    private const int MinHelpWidth = 80;

    public static RootCommand Root(Host host)
    {
        var root = new RootCommand("Finds what is wrong with container images.")
        {
            ImageCommand.Create(host),
            RootfsCommand.Create(host),
            SbomCommand.Create(host),
            ConfigCommand.Create(host),
            ConvertCommand.Create(host),
            ExplainCommand.Create(host),
            DiffCommand.Create(host),
            PolicyCommand.Create(host),
            VexCommand.Create(host),
            BaseCommand.Create(host),
            DbCommand.Create(host),
            DemoCommand.Create(host),
            CompletionCommand.Create(host),
            VersionCommand.Create(host),
        };
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
        {
            // The others, such as /?, are of another world and would be offered as completions.
            help.Aliases.Clear();
            help.Aliases.Add("-h");
            help.Action = new HelpWithExamples { MaxWidth = Math.Max(host.Width, MinHelpWidth) };
        }

        RefuseUnknownFlags(root);
        return root;
    }

    // A list of images would take a misspelt --fail-on for one more image; a file of such a name is ./--name.
    private static void RefuseUnknownFlags(Command command)
    {
        foreach (Argument argument in command.Arguments)
        {
            argument.Validators.Add(result =>
            {
                if (result.Tokens.FirstOrDefault(token => token.Value is ['-', _, ..]) is { } flag)
                {
                    result.AddError(Refusal.UnknownFlag(command, flag.Value));
                }
            });
        }

        foreach (Command subcommand in command.Subcommands)
        {
            RefuseUnknownFlags(subcommand);
        }
    }
}
