using System.Collections.Concurrent;
using Skep.Advisories;
using Skep.Engine;
using Spectre.Console;

namespace Skep.Cli.Terminal;

/// <summary>Bars on stderr while long work is done; nothing at all where nobody watches.</summary>
internal static class ProgressDisplay
{
    /// <summary>A bar for each image.</summary>
    public static Task<T> RunAsync<T>(Host host, Func<IProgress<ScanProgress>?, Task<T>> work) =>
        IsWatched(host) ? DrawAsync(host, context => work(new Bars(context))) : work(null);

    /// <summary>One line for work whose end nobody knows.</summary>
    public static Task<T> RunAsync<T>(Host host, Func<IProgress<ImportProgress>?, Task<T>> work) =>
        IsWatched(host) ? DrawAsync(host, context => work(new ImportLine(context))) : work(null);

    private static bool IsWatched(Host host) =>
        !host.IsQuiet && host.IsErrorTerminal && host.Variable("TERM") != "dumb";

    private static Task<T> DrawAsync<T>(Host host, Func<ProgressContext, Task<T>> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(host.Error),
            ColorSystem = host.MayColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Ansi = AnsiSupport.Yes,
        });
        return console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(
                new SpinnerColumn(Spinner.Known.Line),
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new ElapsedTimeColumn())
            .StartAsync(work);
    }

    private sealed class ImportLine(ProgressContext context) : IProgress<ImportProgress>
    {
        // An archive may hold a hundred thousand files of a kilobyte.
        private const int Every = 64;

        private readonly ProgressTask _task = context.AddTask("reading").IsIndeterminate();
        private string _feed = string.Empty;

        public void Report(ImportProgress value)
        {
            if (value.Feed != _feed || value.Files % Every == 0)
            {
                _feed = value.Feed;
                _task.Description = Markup.Escape($"{value.Files} files: {value.Feed}");
            }
        }
    }

    private sealed class Bars(ProgressContext context) : IProgress<ScanProgress>
    {
        private readonly ConcurrentDictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);

        public void Report(ScanProgress value)
        {
            ProgressTask task = _tasks.GetOrAdd(value.Reference, name => context.AddTask(Markup.Escape(name)));
            task.Description = Markup.Escape($"{value.Reference}: {value.Stage}");
            task.IsIndeterminate = value.LayersTotal == 0;
            task.MaxValue = Math.Max(1, value.LayersTotal);
            task.Value = value.LayersDone;
        }
    }
}
