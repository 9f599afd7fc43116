using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Skep.Cli.Terminal;

namespace Skep.Cli.Commands;

/// <summary><c>skep version</c></summary>
internal static class VersionCommand
{
    public static Command Create(Host host)
    {
        var command = new Command("version", "Print the version.");
        command.SetAction(_ => Write(host));
        return command;
    }

    public static int Write(Host host)
    {
        string version = typeof(VersionCommand).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        host.Output.Write(Encoding.UTF8.GetBytes($"skep {version} ({RuntimeInformation.RuntimeIdentifier})\n"));
        return ExitCode.Passed;
    }
}
