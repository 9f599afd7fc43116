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
        if (arguments is ["version"] or ["--version"] or ["-v"])
        {
            return VersionCommand.Write(host);
        }

        arguments = arguments is ["help", .. var rest] ? [.. rest, "--help"] : arguments;
        try
        {
            ParseResult parsed = Layers.Parse(CommandTree.Root(host), arguments, host);
            if (parsed.Action is ParseErrorAction)
            {
                return Refusal.Write(parsed, arguments, host);
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
}
