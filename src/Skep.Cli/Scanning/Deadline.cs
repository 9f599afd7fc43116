using Skep.Core;

namespace Skep.Cli.Scanning;

/// <summary>Ends work that takes longer than the user wants to wait.</summary>
internal static class Deadline
{
    /// <exception cref="SkepException">Incomplete: the time is over. Ctrl-C stays a cancellation.</exception>
    public static async Task<T> RunAsync<T>(
        TimeSpan limit, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (limit > TimeSpan.Zero)
        {
            source.CancelAfter(limit);
        }

        try
        {
            return await work(source.Token);
        }
        catch (OperationCanceledException e) when (
            !cancellationToken.IsCancellationRequested && source.IsCancellationRequested)
        {
            throw new SkepException(
                ErrorKind.Incomplete,
                $"gave up after {limit:g}: nothing was judged",
                "give more time: --timeout 2h (0 is no limit)",
                e);
        }
    }
}
