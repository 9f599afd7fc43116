using System.Diagnostics;
using System.Globalization;
using Skep.Testing;

namespace Skep.EndToEnd.Tests;

/// <summary>The published command, run as a user runs it, in a folder and with a cache of the test's own.</summary>
/// <remarks>
/// It is <c>artifacts/skep/skep</c> of the checkout (<c>eng/build-cli</c> makes it), or what <c>SKEP_BINARY</c> names.
/// </remarks>
internal sealed class SkepCommand : IDisposable
{
    /// <summary>What any scan of whatever was thrown at it may take.</summary>
    public const long MostMemory = 300L << 20;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(10);

    private readonly TemporaryDirectory _directory = new();

    public string Folder => _directory.Path;

    /// <summary>Set for the command; null unsets.</summary>
    public Dictionary<string, string?> Variables { get; } = new(StringComparer.Ordinal);

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file below the folder and returns its path.</summary>
    public string File(string name, byte[] content)
    {
        SampleImage.WriteTo(Folder, [(name, content)]);
        return PathOf(name);
    }

    public string File(string name, string content) => File(name, System.Text.Encoding.UTF8.GetBytes(content));

    public Task<SkepRun> RunAsync(params string[] arguments) => RunAsync(Stream.Null, arguments);

    /// <summary>Runs the command to its end with this standard input.</summary>
    public async Task<SkepRun> RunAsync(Stream input, params string[] arguments)
    {
        using Process process = Start(arguments);
        return await EndAsync(process, async () =>
        {
            await input.CopyToAsync(process.StandardInput.BaseStream, TestContext.Current.CancellationToken);
            process.StandardInput.Close();
        });
    }

    /// <summary>Runs the command while something happens to what it talks to.</summary>
    /// <param name="most">How long it may take.</param>
    public async Task<SkepRun> RunWhileAsync(
        Func<CancellationToken, Task> meanwhile, TimeSpan most, params string[] arguments)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using Process process = Start(arguments);
        process.StandardInput.Close();
        try
        {
            return await EndAsync(
                process, () => Task.WhenAny(meanwhile(ended.Token), process.WaitForExitAsync(ended.Token)), most);
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    /// <summary>Runs the command on a terminal of so many columns; what it says is all in the output.</summary>
    public async Task<SkepRun> RunOnTerminalAsync(int columns, params string[] arguments)
    {
        string line = string.Join(' ', arguments.Prepend(Binary()).Select(word => $"'{word}'"));
        using Process process = Start("script", ["-qec", $"stty cols {columns}; exec {line}", "/dev/null"]);
        return await EndAsync(process, () =>
        {
            process.StandardInput.Close();
            return Task.CompletedTask;
        });
    }

    /// <summary>Runs the command with an input that stays open, and sends the signal, if any, once it waits.</summary>
    public async Task<SkepRun> WaitAsync(string? signal, byte[] firstOfInput, params string[] arguments)
    {
        using Process process = Start(arguments);
        return await EndAsync(process, async () =>
        {
            await process.StandardInput.BaseStream.WriteAsync(firstOfInput, TestContext.Current.CancellationToken);
            await process.StandardInput.BaseStream.FlushAsync(TestContext.Current.CancellationToken);
            if (signal is null)
            {
                return;
            }

            await ReadAllOfItsInputAsync(process);
            using Process kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {process.Id}"]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        });
    }

    /// <summary>Runs the command and sends the signal as soon as <paramref name="when"/> is true of it.</summary>
    public async Task<SkepRun> SignalAsync(string signal, Func<bool> when, params string[] arguments)
    {
        using Process process = Start(arguments);
        return await EndAsync(process, async () =>
        {
            while (!when() && !process.HasExited)
            {
                await Task.Delay(SampleEvery, TestContext.Current.CancellationToken);
            }

            using Process kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {process.Id}"]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        });
    }

    public void Dispose() => _directory.Dispose();

    private static Task<SkepRun> EndAsync(Process process, Func<Task> feed) => EndAsync(process, feed, MostTime);

    private static async Task<SkepRun> EndAsync(Process process, Func<Task> feed, TimeSpan most)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(most);
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
        Task<long> memory = WatchMemoryAsync(process, limit.Token);
        var clock = Stopwatch.StartNew();
        try
        {
            try
            {
                await feed();
                clock.Restart();
            }
            catch (IOException)
            {
                // It ended without reading all of its input: what it says of that is the test's to judge.
            }

            await process.WaitForExitAsync(limit.Token);
            return new SkepRun(process.ExitCode, await output, await error, await memory, clock.Elapsed);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            process.Kill();
            throw new TimeoutException($"skep did not end within {most}");
        }
    }

    // The high-water mark only grows, so that only what is allocated in the last moment before the end can be missed.
    private static async Task<long> WatchMemoryAsync(Process process, CancellationToken cancellationToken)
    {
        long most = 0;
        while (!process.HasExited)
        {
            most = Math.Max(most, HighWaterMark(process.Id));
            await Task.Delay(SampleEvery, cancellationToken);
        }

        return most;
    }

    private static long HighWaterMark(int process)
    {
        try
        {
            string? line = System.IO.File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            string? kibibytes = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1];
            return kibibytes is null ? 0 : long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    // A reader that has emptied the pipe is past its start and waits for more.
    private static async Task ReadAllOfItsInputAsync(Process process)
    {
        string counters = $"/proc/{process.Id}/io";
        long Read() => long.Parse(
            System.IO.File.ReadLines(counters).First()["rchar: ".Length..], CultureInfo.InvariantCulture);
        long before = -1;
        for (long now = Read(); now != before && !process.HasExited; now = Read())
        {
            before = now;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }
    }

    private static string Binary()
    {
        string? named = Environment.GetEnvironmentVariable("SKEP_BINARY");
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (named is null && root is not null && !System.IO.File.Exists(Path.Combine(root.FullName, "Skep.slnx")))
        {
            root = root.Parent;
        }

        string binary = named ?? Path.Combine(root?.FullName ?? ".", "artifacts", "skep", "skep");
        if (!System.IO.File.Exists(binary))
        {
            Absent.SkipOrFail($"{binary} is not there: eng/build-cli makes it; or name another one in SKEP_BINARY");
        }

        return binary;
    }

    private Process Start(string[] arguments) => Start(Binary(), arguments);

    private Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(IsSetting).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = Folder;
        start.Environment["XDG_CACHE_HOME"] = PathOf(".cache");
        foreach ((string name, string? value) in Variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    // What would change a run from one machine to the next.
    private static bool IsSetting(string name) =>
        name.StartsWith("SKEP_", StringComparison.Ordinal) || name is "NO_COLOR" or "TERM" or "DOCKER_CONFIG";
}
