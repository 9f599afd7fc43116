using System.CommandLine;
using System.CommandLine.Invocation;
using Skep.Cli.Commands;
using Skep.Cli.Settings;
using Skep.Cli.Terminal;
using Skep.Core;

namespace Skep.Cli;

/// <summary>The process from its arguments to its exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments, Host host)
    {
        // The build system asks for it in a loop; nothing else needs to be set up for it.
        if (arguments is ["version"] or ["--version"])
        {
            return VersionCommand.Write(host);
        }

        try
        {
            ParseResult parsed = Layers.Parse(CommandTree.Root(host), arguments, host);
            if (parsed.Action is ParseErrorAction)
            {
                return Refuse(parsed, arguments, host);
            }

            using var interrupt = new Interrupt();
            using var output = new StreamWriter(host.Output, leaveOpen: true);
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,

                // Skep listens to signals itself: work is cancelled, and what is half written is removed.
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, interrupt.Token);
        }
        catch (SkepException e)
        {
            host.Fail(e.Message, e.Hint);
            if (host.IsDebug)
            {
                host.Error.WriteLine(e);
            }

            return ExitCode.Of(e.Kind);
        }
        catch (OperationCanceledException)
        {
            host.Error.WriteLine("skep: stopped");
            return ExitCode.Interrupted;
        }
    }

    private static int Refuse(ParseResult parsed, string[] arguments, Host host)
    {
        if (arguments.Length == 0)
        {
            parsed.RootCommandResult.Command.Parse(["--help"]).Invoke(
                new InvocationConfiguration { Output = host.Error });
            return ExitCode.Usage;
        }

        // The first error of a wrong command is that there is none; the last names the word.
        bool isCommand = parsed.CommandResult.Command != parsed.RootCommandResult.Command;
        IEnumerable<string> messages = parsed.Errors.Select(error => error.Message).Distinct();
        foreach (string message in isCommand ? messages : messages.TakeLast(1))
        {
            host.Fail(message);
        }

        host.Error.WriteLine(isCommand
            ? $"hint: skep {parsed.CommandResult.Command.Name} --help"
            : $"hint: to scan an image: skep image {arguments[0]}; all commands: skep --help");
        return ExitCode.Usage;
    }
}
