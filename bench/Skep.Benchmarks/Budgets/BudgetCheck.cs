using System.Text.Json;

namespace Skep.Benchmarks.Budgets;

/// <summary>Compares what benchmarks allocate with budgets.json, or writes it anew.</summary>
internal static class BudgetCheck
{
    // Patch releases of .NET move allocations a little; what matters is a new object per entry, which moves them a lot.
    private const double Tolerance = 1.1;

    // Reflection and a task or two.
    private const long Slack = 1024;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The exit code: 1 when a budget is broken or missing.</summary>
    public static int Run(string file)
    {
        SortedDictionary<string, long> measured = AllocationMeter.MeasureAll();
        Dictionary<string, long> budgets =
            JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(file)) ?? [];
        string[] breaches =
        [
            .. measured.Where(m => !budgets.TryGetValue(m.Key, out long budget) || m.Value > Limit(budget))
                .Select(m => $"{m.Key,-44} {m.Value,12:N0} {Budget(budgets, m.Key),12}"),
            .. budgets.Keys.Except(measured.Keys).Select(name => $"{name,-44} {"gone",12} {budgets[name],12:N0}"),
        ];
        if (breaches.Length == 0)
        {
            Console.WriteLine($"budgets: {measured.Count} benchmarks allocate no more than they may");
            return 0;
        }

        Console.WriteLine($"{"bytes per operation",-44} {"measured",12} {"budget",12}");
        Console.WriteLine(string.Join(Environment.NewLine, breaches));
        Console.WriteLine("meant to be so? eng/check-budgets --accept");
        return 1;
    }

    public static int Accept(string file)
    {
        SortedDictionary<string, long> measured = AllocationMeter.MeasureAll();
        File.WriteAllText(file, JsonSerializer.Serialize(measured, Indented) + "\n");
        Console.WriteLine($"budgets: {measured.Count} written to {file}");
        return 0;
    }

    private static double Limit(long budget) => (budget * Tolerance) + Slack;

    private static string Budget(Dictionary<string, long> budgets, string name) =>
        budgets.TryGetValue(name, out long budget) ? budget.ToString("N0") : "none";
}
