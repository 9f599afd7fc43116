using System.Diagnostics;
using Skep.Core;

namespace Skep.Cli.Demo;

/// <summary>
/// A program of this machine that the demo asks for packages. Only fixed words are passed to it, never through a
/// shell.
/// </summary>
internal sealed class ExternalTool(string name)
{
    // Long enough for a slow mirror, short enough that the demo falls back while somebody still looks.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(120);

    /// <summary>Runs it in <paramref name="folder"/> and returns what it printed.</summary>
    /// <exception cref="SkepException">Unavailable: it is not installed, failed, or took too long.</exception>
    public async Task<string> RunAsync(
        string folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        using Process process = Start(start);
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        try
        {
            Task<string> output = ReadAsync(process.StandardOutput, limit.Token);
            Task<string> errors = ReadAsync(process.StandardError, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? await output
                : throw new SkepException(ErrorKind.Unavailable, $"{name} failed: {LastLine(await errors)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SkepException(ErrorKind.Unavailable, $"{name} took longer than {TimeLimit.TotalSeconds:0} s");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new SkepException(ErrorKind.Unavailable, $"{name} is not installed");
        }
    }

    // Package clients print little; what is beyond the limit is read and dropped so that they do not block.
    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        const int Limit = 1024 * 1024;
        var text = new System.Text.StringBuilder();
        char[] buffer = new char[4096];
        while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and int read)
        {
            if (text.Length < Limit)
            {
                text.Append(buffer, 0, read);
            }
        }

        return text.ToString();
    }

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault() ?? "no message";
}
