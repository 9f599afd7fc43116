using System.Diagnostics;

namespace Skep.Testing;

/// <summary>
/// A container engine's daemon, started by a test with everything of its in one directory, and stopped by its process.
/// </summary>
public sealed class EngineProcess : IDisposable
{
    private readonly Process _process;

    private EngineProcess(Process process) => _process = process;

    /// <summary>Starts the program and waits until a line of its log tells that it is ready.</summary>
    public static async Task<EngineProcess> StartAsync(string program, string ready, params string[] arguments)
    {
        RequireProgram(program);
        if (Environment.UserName != "root")
        {
            Absent.SkipOrFail($"{program} needs root");
        }

        var engine = new EngineProcess(Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!);
        _ = engine._process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        string last = string.Empty;
        while (await engine._process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            last = line;
            if (line.Contains(ready, StringComparison.Ordinal))
            {
                _ = engine._process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return engine;
            }
        }

        engine.Dispose();
        Absent.SkipOrFail($"{program} cannot start here: {last}");
        return engine;
    }

    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        RequireProgram(program);
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program}: {await error}");
        return output;
    }

    public static void RequireProgram(string name)
    {
        string[] places = [.. (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':'), "/usr/sbin"];
        if (!places.Any(place => File.Exists(Path.Combine(place, name))))
        {
            Absent.SkipOrFail($"{name} is not installed");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // Asked kindly, so that it takes its own children along.
            using Process kill = Process.Start("kill", [_process.Id.ToString()]);
            kill.WaitForExit();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(20)))
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }
}
