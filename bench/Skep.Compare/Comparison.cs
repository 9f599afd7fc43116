using System.Globalization;

namespace Skep.Compare;

/// <summary>Runs the commands of a row in turn and prints what each cost, and its ratio to the first.</summary>
/// <remarks>
/// Taking turns spreads the machine's noise over all commands; a ratio is the median of the ratios within one turn.
/// </remarks>
internal static class Comparison
{
    public static void Run(Row row, int runs)
    {
        Console.WriteLine(row.Name);
        var usable = new List<Command>();
        foreach (Command command in row.Commands)
        {
            // The warm-up: page cache, and for warm rows the scanner's own cache.
            Measurement first = MeasuredProcess.Run(command);
            if (first.ExitCode == 0)
            {
                usable.Add(command);
            }
            else
            {
                Console.WriteLine($"  {command.Name,-14} not measured: exit code {first.ExitCode}");
            }

            // Ratios are to the first.
            if (usable.Count == 0)
            {
                return;
            }
        }

        Measurement[][] turns =
            [.. Enumerable.Range(0, runs).Select(_ => usable.Select(MeasuredProcess.Run).ToArray())];
        for (int i = 0; i < usable.Count; i++)
        {
            int command = i;
            Measurement[] own = [.. turns.Select(turn => turn[command])];
            string line = $"  {usable[i].Name,-14} cpu {Spread(own.Select(m => m.Cpu / 1000), "0.000")} s"
                + $"  wall {Spread(own.Select(m => m.Wall.TotalSeconds), "0.000")} s"
                + $"  rss {Spread(own.Select(m => m.PeakMemory ?? double.NaN), "0")} MiB";
            double cpu = Median(turns.Select(turn => turn[command].Cpu / turn[0].Cpu));
            double wall = Median(turns.Select(turn => turn[command].Wall / turn[0].Wall));
            Console.WriteLine(i == 0 ? line : Invariant($"{line}  = {cpu:0.00} x cpu, {wall:0.00} x wall"));
        }
    }

    private static string Spread(IEnumerable<double> values, string format)
    {
        double[] sorted = [.. values.Order()];
        return string.Join(" · ", new[] { sorted[0], Median(sorted), sorted[^1] }
            .Select(value => value.ToString(format, CultureInfo.InvariantCulture)));
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
