using System.CommandLine;
using System.CommandLine.Parsing;
using Skep.Cli.Options;
using Skep.Cli.Terminal;

namespace Skep.Cli.Commands;

/// <summary>Answers a command line that is none: what is wrong with it, and what was perhaps meant.</summary>
internal static class Refusal
{
    /// <summary>What other scanners call the same.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["filesystem"] = "rootfs",
        ["fs"] = "rootfs",
        ["scan"] = "image",
    };

    public static int Write(ParseResult parsed, string[] arguments, Host host)
    {
        Command command = parsed.CommandResult.Command;
        bool isRoot = command == parsed.RootCommandResult.Command;
        if (arguments.Length == 0 || (command.Subcommands.Count > 0 && arguments[^1] == command.Name))
        {
            parsed.RootCommandResult.Command
                .Parse([.. arguments, "--help"])
                .Invoke(new InvocationConfiguration { Output = host.Error });
        }
        else if (isRoot || command.Subcommands.Count > 0)
        {
            Unknown(command, isRoot ? arguments[0] : parsed.UnmatchedTokens[0], arguments, host);
        }
        else
        {
            foreach (string message in Messages(parsed, command).Distinct())
            {
                host.Fail(message);
            }

            host.Error.WriteLine($"hint: skep {Path(command)} --help");
        }

        return ExitCode.Usage;
    }

    /// <summary>What to say of a word that looks like a flag and is none.</summary>
    public static string UnknownFlag(Command command, string flag)
    {
        IEnumerable<string> names = command.Options
            .SelectMany(option => option.Aliases.Prepend(option.Name))
            .Where(name => name.StartsWith("--", StringComparison.Ordinal));
        string meant = Nearest.To(flag.Split('=')[0], names) is { } name ? $"; did you mean {name}?" : string.Empty;
        return $"'{flag}' is not a flag of skep {Path(command)}{meant}";
    }

    // The parser names words it cannot place one by one, and types by what they are called in .NET.
    private static IEnumerable<string> Messages(ParseResult parsed, Command command)
    {
        if (parsed.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-')) is { } flag)
        {
            return [UnknownFlag(command, flag)];
        }

        return parsed.Errors.Select(error => error.SymbolResult is OptionResult { Tokens: [var token] } option
            && error.Message.Contains("expected type", StringComparison.Ordinal)
                ? $"{option.Option.Name}: '{token.Value}' is not a number"
                : error.Message);
    }

    private static void Unknown(Command command, string word, string[] arguments, Host host)
    {
        string line = $"skep {Path(command)}".Trim();
        IEnumerable<string> names = command.Subcommands.Select(known => known.Name);
        if (word.StartsWith('-'))
        {
            host.Fail($"'{word}' is not a flag of {line}", $"flags come after the command: {line} --help");
        }
        else if ((OtherNames.GetValueOrDefault(word) ?? Nearest.To(word, names)) is { } meant)
        {
            IEnumerable<string> mended = arguments.Select(argument => argument == word ? meant : argument);
            host.Fail($"there is no command '{word}'", $"did you mean: skep {string.Join(' ', mended)}");
        }
        else
        {
            host.Fail(
                $"there is no command '{word}'",
                command.Parents.Any()
                    ? $"{line} --help"
                    : $"to scan an image: skep image {word}; all commands: skep --help");
        }
    }

    private static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent
            ? $"{Path(parent)} {command.Name}".Trim()
            : string.Empty;
}
