using BenchmarkDotNet.Running;
using Skep.Benchmarks.Budgets;

// --budgets [--accept] [FILE] only counts allocations; anything else is BenchmarkDotNet's: --filter '*Gzip*'.
if (args is ["--budgets", .. string[] rest])
{
    bool isAccepting = rest.Contains("--accept");
    string file = rest.LastOrDefault(argument => argument != "--accept")
        ?? Path.Combine(AppContext.BaseDirectory, "budgets.json");
    return isAccepting ? BudgetCheck.Accept(file) : BudgetCheck.Run(file);
}

BenchmarkSwitcher.FromAssembly(typeof(BudgetCheck).Assembly).Run(args);
return 0;
