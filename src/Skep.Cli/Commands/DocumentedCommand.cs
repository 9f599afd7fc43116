using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Skep.Cli.Commands;

/// <summary>A command whose help ends with lines to type.</summary>
internal sealed class DocumentedCommand(string name, string description, string examples) : Command(name, description)
{
    public string Examples { get; } = examples;
}

/// <summary>The usual help, and the command's examples.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    public required int MaxWidth { get; init; }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        new HelpAction { MaxWidth = MaxWidth }.Invoke(parseResult);
        if (parseResult.CommandResult.Command is DocumentedCommand command)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string line in command.Examples.Split('\n'))
            {
                output.WriteLine("  " + line);
            }
        }

        return ExitCode.Passed;
    }
}
