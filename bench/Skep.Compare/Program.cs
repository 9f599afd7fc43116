using Skep.Compare;

if (CompareOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(CompareOptions.Usage);
    return 2;
}

if (!File.Exists(options.Skep))
{
    Console.Error.WriteLine($"no command at '{options.Skep}': run eng/build-cli, or name it with --skep");
    return 2;
}

if (!File.Exists(Path.Combine(options.SkepCache, "db/advisories.db")))
{
    Console.Error.WriteLine(
        $"no advisory database in '{options.SkepCache}': run skep db import FEEDS --cache-dir {options.SkepCache}");
    return 2;
}

var scanners = new Scanners(options);
var rows = new Rows(options, scanners);
Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm}Z, {Environment.ProcessorCount} cores, "
    + $"load {File.ReadAllText("/proc/loadavg").Trim()}, {options.Runs} runs; min · median · max");
if (!scanners.HasPeer)
{
    Console.WriteLine("no peer: name one with --peer or SKEP_PEER");
}

foreach (string tool in (string[])["igzip", "pigz", "zstd", "openssl", "time"])
{
    if (!File.Exists(Path.Combine("/usr/bin", tool)))
    {
        Console.WriteLine($"{tool} is not installed: its figures are missing");
    }
}

Comparison.Run(new Row("skep version", [new Command("skep", options.Skep, "version")]), options.Runs);
foreach (string image in options.Only.Where(name => name != "F"))
{
    Row[] all = [.. rows.Of(image)];
    if (all.Length == 0)
    {
        Console.WriteLine($"{image}: not in '{options.Images}'; bench/images/make makes it");
    }

    foreach (Row row in all)
    {
        Comparison.Run(row, options.Runs);
    }
}

string fleetBase = Path.Combine(options.Images, "M-gzip");
if (options.Only.Contains("F") && Directory.Exists(fleetBase))
{
    Comparison.Run(rows.Fleet(Fleet.Make(fleetBase)), options.Runs);
}

return 0;
