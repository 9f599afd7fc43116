using System.CommandLine;
using Skep.Cli.Terminal;

namespace Skep.Cli.Options;

/// <summary>What every command that works takes.</summary>
internal sealed class CommonFlags
{
    public const string Quiet = "--quiet";

    private readonly Option<string?> _cache = new("--cache-dir")
    {
        Description = "folder of the advisory database and the layer cache",
        HelpName = "DIR",
    };
    private readonly Option<string> _timeout = new("--timeout")
    {
        Description = "give up after this time (exit code 3)",
        HelpName = "TIME",
        DefaultValueFactory = _ => "1h",
    };
    private readonly Option<bool> _quiet = new(Quiet, "-q") { Description = "say nothing but errors on stderr" };
    private readonly Option<bool> _debug = new("--debug", "-d") { Description = "say where an error came from" };

    /// <summary>Read by <see cref="Settings.Layers"/> before anything else.</summary>
    public static Option<string?> Config { get; } = new("--config", "-c")
    {
        Description = "settings file instead of ./skep.yaml",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _cache, _timeout, _quiet, _debug, Config })
        {
            command.Add(option);
        }
    }

    public void Apply(ParseResult parsed, Host host)
    {
        host.IsQuiet = parsed.GetValue(_quiet);
        host.IsDebug = parsed.GetValue(_debug);
    }

    /// <summary>The folder named, else XDG's: everything in it can be fetched or made again.</summary>
    public string CacheDirectory(ParseResult parsed, Host host)
    {
        if (parsed.GetValue(_cache) is { Length: > 0 } named)
        {
            return host.FullPath(named);
        }

        string? cache = host.Variable("XDG_CACHE_HOME");
        return Path.Combine(
            string.IsNullOrEmpty(cache) ? Path.Combine(host.Variable("HOME") ?? Path.GetTempPath(), ".cache") : cache,
            "skep");
    }

    /// <summary>Zero is no limit.</summary>
    public TimeSpan Timeout(ParseResult parsed) => Duration.Parse("--timeout", parsed.GetValue(_timeout)!);
}
