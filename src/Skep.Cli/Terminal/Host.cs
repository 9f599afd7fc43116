namespace Skep.Cli.Terminal;

/// <summary>What surrounds the process: its streams, its variables, its folder.</summary>
/// <remarks>Results go to <see cref="Output"/>; everything said to a person goes to <see cref="Error"/>.</remarks>
internal sealed class Host
{
    private const int DefaultWidth = 80;

    public required Stream Output { get; init; }

    public required TextWriter Error { get; init; }

    public required Stream Input { get; init; }

    public required string Folder { get; init; }

    public required Func<string, string?> Variable { get; init; }

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    public int Width { get; init; } = DefaultWidth;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Only errors are said: <c>--quiet</c>.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>Errors are said with their origin: <c>--debug</c>.</summary>
    public bool IsDebug { get; set; }

    /// <summary><see href="https://no-color.org"/></summary>
    public bool MayColour => string.IsNullOrEmpty(Variable("NO_COLOR")) && Variable("TERM") != "dumb";

    public static Host OfProcess() => new()
    {
        Output = Console.OpenStandardOutput(),
        Error = Console.Error,
        Input = Console.OpenStandardInput(),
        Folder = Environment.CurrentDirectory,
        Variable = Environment.GetEnvironmentVariable,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected ? DefaultWidth : WindowWidth(),
    };

    /// <summary>Something worth knowing that is no error.</summary>
    public void Say(string text)
    {
        if (!IsQuiet)
        {
            Error.WriteLine(Plain(text));
        }
    }

    /// <summary>An error, and what to do about it.</summary>
    public void Fail(string message, string? hint = null)
    {
        Error.WriteLine("skep: " + Plain(message));
        if (hint is not null)
        {
            Error.WriteLine("hint: " + Plain(hint));
        }
    }

    public string FullPath(string path) => Path.GetFullPath(path, Folder);

    /// <summary>Messages quote names from images and registries, which may hold escape sequences.</summary>
    public static string Plain(string text) =>
        text.Any(c => char.IsControl(c) && c != '\n')
            ? string.Concat(text.Select(c => char.IsControl(c) && c != '\n' ? '\uFFFD' : c))
            : text;

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}
