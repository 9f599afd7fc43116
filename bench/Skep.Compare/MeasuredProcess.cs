using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Skep.Compare;

/// <summary>Runs a command with its output thrown away and measures it.</summary>
/// <remarks>
/// CPU time is the kernel's account of the process and its children. A spawned process inherits the resident set of
/// its parent as its peak, and this program is larger than what it measures, so GNU time sits in between for the peak.
/// </remarks>
internal static class MeasuredProcess
{
    private const string GnuTime = "/usr/bin/time";

    public static Measurement Run(Command command)
    {
        command.Prepare();
        string peak = Path.GetTempFileName();
        try
        {
            bool hasTime = File.Exists(GnuTime);
            string[] arguments = hasTime
                ? [GnuTime, "-q", "-f", "%M", "-o", peak, .. command.Arguments]
                : command.Arguments;
            long start = Stopwatch.GetTimestamp();
            (int status, LibC.Usage usage) = Wait(Start(arguments));
            TimeSpan wall = Stopwatch.GetElapsedTime(start);
            return new Measurement(
                Time(usage.UserSeconds, usage.UserMicroseconds),
                Time(usage.SystemSeconds, usage.SystemMicroseconds),
                wall,
                hasTime ? double.Parse(File.ReadAllText(peak), CultureInfo.InvariantCulture) / 1024 : null,
                (status & 0x7f) == 0 ? (status >> 8) & 0xff : -1);
        }
        finally
        {
            File.Delete(peak);
        }
    }

    private static int Start(string[] arguments)
    {
        byte[] actions = new byte[LibC.FileActionsSize];
        Check(LibC.InitializeActions(actions));
        Check(LibC.AddOpen(actions, 1, "/dev/null", LibC.WriteOnly, 0));
        Check(LibC.AddOpen(actions, 2, "/dev/null", LibC.WriteOnly, 0));
        IEnumerable<string> environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => $"{entry.Key}={entry.Value}");
        nint[] argv = Native(arguments);
        nint[] envp = Native(environment);
        int error = LibC.Spawn(out int pid, arguments[0], actions, 0, argv, envp);
        foreach (nint text in argv.Concat(envp))
        {
            Marshal.FreeCoTaskMem(text);
        }

        Check(error);
        return pid;
    }

    // C's way to pass a list of texts: pointers, and a null behind the last.
    private static nint[] Native(IEnumerable<string> texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];

    private static (int Status, LibC.Usage Usage) Wait(int pid)
    {
        var usage = default(LibC.Usage);
        int status;
        while (LibC.Wait(pid, out status, 0, ref usage) != pid)
        {
            const int Interrupted = 4;
            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                throw new InvalidOperationException($"wait4 failed with error {error}");
            }
        }

        return (status, usage);
    }

    private static TimeSpan Time(long seconds, long microseconds) =>
        TimeSpan.FromSeconds(seconds) + TimeSpan.FromMicroseconds(microseconds);

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new InvalidOperationException($"a process could not be started: error {error}");
        }
    }
}
