using System.CommandLine;
using System.CommandLine.Help;
using Skep.Cli.Options;
using Skep.Cli.Terminal;

namespace Skep.Cli.Settings;

/// <summary>
/// Where a flag's value comes from: the command line, else its <c>SKEP_*</c> variable, else the settings file, else its
/// default.
/// </summary>
/// <remarks>
/// What a variable or the file says is parsed as if it had been typed, so every value is checked in one place and a
/// wrong one is a usage error that names the flag.
/// </remarks>
internal static class Layers
{
    public static ParseResult Parse(RootCommand root, string[] arguments, Host host)
    {
        ParseResult typed = root.Parse(arguments);
        string[] path = Path(typed.CommandResult.Command);

        // Commands come first; with nothing or a completion directive in their place there is nothing to add to.
        if (path.Length == 0 || !arguments.Take(path.Length).SequenceEqual(path))
        {
            return typed;
        }

        string? named = typed.CommandResult.Command.Options.Contains(CommonFlags.Config)
            ? typed.GetValue(CommonFlags.Config) ?? host.Variable("SKEP_CONFIG")
            : null;
        SettingsFile file = SettingsFile.Read(host, named, AllNames(root));
        var added = new List<string>();
        var fromFile = new List<string>();
        foreach (Option option in typed.CommandResult.Command.Options)
        {
            if (option is HelpOption || option == CommonFlags.Config || typed.GetResult(option) is { Implicit: false })
            {
                continue;
            }

            if (Variable(option, host) is { } value)
            {
                added.Add($"{option.Name}={value}");
            }
            else if (Names(option).Select(file.Values).FirstOrDefault(values => values.Count > 0) is { } values)
            {
                added.AddRange(values.Select(text => $"{option.Name}={text}"));
                fromFile.Add(option.Name);
            }
        }

        ParseResult all = root.Parse([.. path, .. added, .. arguments[path.Length..]]);
        if (named is null && fromFile.Count > 0 && !all.GetValue<bool>(CommonFlags.Quiet))
        {
            // Whoever runs Skep in a checkout may not know that the checkout has a say.
            host.Say($"{SettingsFile.DefaultName} of this folder sets {string.Join(", ", fromFile)}");
        }

        return all;
    }

    private static string? Variable(Option option, Host host) =>
        Names(option).Select(name => host.Variable(VariableName(name))).FirstOrDefault(value => value?.Length > 0);

    private static string VariableName(string name) => "SKEP_" + name.ToUpperInvariant().Replace('-', '_');

    private static IEnumerable<string> Names(Option option) =>
        option.Aliases.Prepend(option.Name)
            .Where(name => name.StartsWith("--", StringComparison.Ordinal))
            .Select(name => name[2..]);

    private static string[] Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? [.. Path(parent), command.Name] : [];

    private static HashSet<string> AllNames(Command command) =>
        [.. command.Options.SelectMany(Names), .. command.Subcommands.SelectMany(AllNames)];
}
