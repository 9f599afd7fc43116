using System.Collections.Concurrent;
using Skep.Engine;
using Spectre.Console;

namespace Skep.Cli.Terminal;

/// <summary>Bars on stderr while images are read; nothing at all where nobody watches.</summary>
internal static class ProgressDisplay
{
    public static async Task<T> RunAsync<T>(Host host, Func<IProgress<ScanProgress>?, Task<T>> work)
    {
        if (host.IsQuiet || !host.IsErrorTerminal || host.Variable("TERM") == "dumb")
        {
            return await work(null);
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(host.Error),
            ColorSystem = host.MayColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Ansi = AnsiSupport.Yes,
        });
        return await console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(
                new SpinnerColumn(Spinner.Known.Line),
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new ElapsedTimeColumn())
            .StartAsync(context => work(new Bars(context)));
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
