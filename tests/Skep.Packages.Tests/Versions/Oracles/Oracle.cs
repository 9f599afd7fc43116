using System.ComponentModel;
using System.Diagnostics;
using CsCheck;
using Skep.Core;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions.Oracles;

/// <summary>The tool that defines an order, asked about many pairs in one process.</summary>
internal static class Oracle
{
    // What a tool prints for a pair of which it refuses one.
    public const string Refused = "x";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Checks an order against what the tool answers: -1, 0, 1 or <see cref="Refused"/>.</summary>
    public static void Agrees(
        IVersionOrder order,
        Gen<(string Left, string Right)> pair,
        int count,
        Func<IReadOnlyList<string>, string[]> ask)
    {
        pair.Array[count].Sample(
            pairs =>
            {
                string[] answers = ask([.. pairs.Select(pair => $"{pair.Left} {pair.Right}")]);
                Assert.Equal(pairs.Length, answers.Length);
                IEnumerable<string> differences = pairs.Zip(answers)
                    .Select(item => (item.First, tool: item.Second, ours: Compare(order, item.First)))
                    .Where(item => item.tool != item.ours)
                    .Select(item => $"{item.First.Left} <=> {item.First.Right}: tool {item.tool}, ours {item.ours}");
                Assert.Empty(differences);
            },
            iter: 1,
            threads: 1);
    }

    /// <summary>Pairs that share their beginning: most of any two versions differ in the first number.</summary>
    public static Gen<(string Left, string Right)> Pairs(Gen<string> head, Gen<string> tail) =>
        Gen.Select(head, tail, tail, (start, left, right) => (start + left, start + right));

    public static Gen<string> OneOf(params string[] choices) =>
        Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    /// <summary>Up to six of the pieces, put together.</summary>
    public static Gen<string> Parts(params string[] choices) => OneOf(choices).Array[0, 6].Select(string.Concat);

    /// <summary>Whether <paramref name="program"/> is on the path.</summary>
    public static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs <paramref name="program"/> over <paramref name="input"/> and returns its lines.</summary>
    public static string[] Run(string program, IEnumerable<string> arguments, IEnumerable<string> input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Start(start);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        Task write = Task.Run(() =>
        {
            process.StandardInput.Write(string.Concat(input.Select(line => line + "\n")));
            process.StandardInput.Close();
        });
        Task<string> read = process.StandardOutput.ReadToEndAsync();
        if (!Task.WaitAll([write, read], Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not answer within {Patience}");
        }

        return read.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            Absent.SkipOrFail($"{start.FileName}: {e.Message}");
            throw;
        }
    }

    private static string Compare(IVersionOrder order, (string Left, string Right) pair) =>
        order.TryCompare(pair.Left, pair.Right, out int result) ? $"{Math.Sign(result)}" : Refused;
}
