using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>The memory that all walks of a scan share for files which do not fit their windows.</summary>
/// <remarks>
/// First come, first served. A file larger than the whole budget waits until it has all of it, so it is looked into
/// alone. A walk holds at most one file at a time, so no two can wait for each other.
/// </remarks>
public sealed class ContentBudget(ByteSize size)
{
    /// <summary>96 MiB: with windows, decoders and findings a scan stays below 200 MiB.</summary>
    private const int DefaultMebibytes = 96;

    private readonly Lock _lock = new();
    private readonly Queue<Waiter> _waiters = new();
    private long _free = size.Bytes;

    /// <summary>The one that walks use unless told otherwise.</summary>
    public static ContentBudget Shared { get; } = new(ByteSize.Mebibytes(DefaultMebibytes));

    /// <summary>
    /// Waits until <paramref name="bytes"/> may be used; gives what <see cref="Return"/> must be told.
    /// </summary>
    internal async ValueTask<long> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        long share = Math.Min(bytes, size.Bytes);
        Waiter waiter;
        lock (_lock)
        {
            if (_waiters.Count == 0 && share <= _free)
            {
                _free -= share;
                return share;
            }

            waiter = new Waiter(share);
            _waiters.Enqueue(waiter);
        }

        await using CancellationTokenRegistration registration =
            cancellationToken.Register(() => waiter.Admitted.TrySetCanceled(cancellationToken));
        await waiter.Admitted.Task;
        return share;
    }

    internal void Return(long share)
    {
        lock (_lock)
        {
            _free += share;
            while (_waiters.TryPeek(out Waiter? next) && next.Share <= _free)
            {
                _waiters.Dequeue();

                // One that was cancelled meanwhile does not take its share.
                if (next.Admitted.TrySetResult())
                {
                    _free -= next.Share;
                }
            }
        }
    }

    private sealed record Waiter(long Share)
    {
        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
