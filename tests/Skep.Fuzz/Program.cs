using System.Diagnostics;
using Skep.Core;
using Skep.Fuzz;
using Skep.Fuzz.Targets;
using Skep.Testing;

// Skep.Fuzz [--seconds N] [--seed N] [--target NAME] [--list]: damages samples and watches every parser survive.
// A failing input is kept in artifacts/fuzz; it becomes Testdata of the parser's test.
string Option(string name, string otherwise) =>
    Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : otherwise;

var budget = TimeSpan.FromSeconds(double.Parse(Option("--seconds", "20")));
int seed = int.Parse(Option("--seed", "1"));
string only = Option("--target", string.Empty);
IFuzzTarget[] targets =
[
    .. new IFuzzTarget[] { new LayerTarget(), new ArchiveTarget() }
        .Concat(DocumentTargets.All)
        .Concat(MalwareTargets.All)
        .Concat(ContractTargets.Find())
        .Where(target => only.Length == 0 || target.Name == only),
];
if (args.Contains("--list"))
{
    Console.WriteLine(string.Join('\n', targets.Select(target => target.Name)));
    return 0;
}

// A parser that needs longer than this for a few kilobytes is not linear.
TimeSpan hang = TimeSpan.FromSeconds(10);
long runs = 0;
var failures = new List<string>();
var clock = Stopwatch.StartNew();
while (clock.Elapsed < budget && targets.Length > 0)
{
    foreach (IFuzzTarget target in targets)
    {
        foreach (byte[] sample in target.Seeds)
        {
            byte[] input = Mutations.Damage(sample, seed);
            runs++;
            try
            {
                await Task.Run(() => target.RunAsync(input, CancellationToken.None)).WaitAsync(hang);
            }
            catch (SkepException)
            {
                // How parsers of documents say that they were given none.
            }
            catch (Exception e)
            {
                string kept = Path.Combine(
                    Directory.CreateDirectory("artifacts/fuzz").FullName, $"{target.Name}-{seed}.bin");
                File.WriteAllBytes(kept, input);
                failures.Add($"{target.Name} seed {seed}: {e.GetType().Name}: {e.Message} ({kept})");
            }
        }
    }

    seed++;
}

Console.WriteLine(
    $"fuzz: {targets.Length} targets, {runs} inputs, {failures.Count} failures in {clock.Elapsed.TotalSeconds:0} s");
failures.ForEach(Console.WriteLine);
return failures.Count == 0 && runs > 0 ? 0 : 1;
