using System.Diagnostics;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.EverythingWrong;

/// <summary>A real clamd of the test's own, which can be killed or stopped while it is asked.</summary>
internal sealed class ClamdProcess : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly Process _process;
    private readonly string _log;

    private ClamdProcess(string program)
    {
        string database = Directory.CreateDirectory(Path.Combine(_folder.Path, "db")).FullName;
        File.WriteAllText(Path.Combine(database, "skep.hdb"), "00112233445566778899aabbccddeeff:68:Skep.Test.None\n");
        _log = Path.Combine(_folder.Path, "clamd.log");
        string socket = Path.Combine(_folder.Path, "clamd.sock");
        string settings = Path.Combine(_folder.Path, "clamd.conf");
        File.WriteAllText(settings, $"""
            LocalSocket {socket}
            DatabaseDirectory {database}
            TemporaryDirectory {_folder.Path}
            LogFile {_log}
            LogClean yes
            Foreground yes
            MaxThreads 2

            """);
        _process = Process.Start(new ProcessStartInfo(program, ["-c", settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Address = $"unix:{socket}";
        while (_process.StandardOutput.ReadLine() is { } line
            && !line.StartsWith("Self checking", StringComparison.Ordinal))
        {
            // It listens from then on.
        }

        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
    }

    public string Address { get; }

    /// <summary>Files it found clean up to now.</summary>
    public int Judged => File.Exists(_log)
        ? File.ReadLines(_log).Count(line => line.EndsWith(": OK", StringComparison.Ordinal))
        : 0;

    /// <summary>One that listens, or the test is skipped.</summary>
    public static ClamdProcess Start()
    {
        string? program = new[] { "/usr/sbin/clamd", "/usr/local/sbin/clamd" }.FirstOrDefault(File.Exists);
        if (program is null)
        {
            Absent.SkipOrFail("clamd is not installed (clamav-daemon)");
        }

        return new ClamdProcess(program!);
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>It goes on listening and answers nothing any more.</summary>
    public void Stop()
    {
        using Process kill = Process.Start("/bin/sh", ["-c", $"kill -STOP {_process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        _folder.Dispose();
    }
}
