using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Skep.Images.Sources.Registry;

/// <summary>When a failed request is tried again, and how long to wait before.</summary>
internal sealed class RetryPolicy(ImageSourceOptions options)
{
    // Docker Hub asks for minutes when a quota is used up; failing at once tells the user more than a silent wait.
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);

    public int Retries => options.Retries;

    public static bool IsWorthRetrying(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>Waits before repetition number <paramref name="attempt"/> (0 is the first).</summary>
    /// <returns>False when the server asks for more patience than there is.</returns>
    public async ValueTask<bool> WaitAsync(
        int attempt,
        RetryConditionHeaderValue? retryAfter,
        CancellationToken cancellationToken)
    {
        TimeSpan delay = DelayFor(attempt, Asked(retryAfter), RandomNumberGenerator.GetInt32(0, 1000) / 1000.0);
        if (delay > _longest)
        {
            return false;
        }

        await Task.Delay(delay, options.Time, cancellationToken);
        return true;
    }

    /// <summary>
    /// Exponential, between half and the whole of it by <paramref name="jitter"/>, never less than the server asks.
    /// </summary>
    public TimeSpan DelayFor(int attempt, TimeSpan? asked, double jitter)
    {
        TimeSpan exponential = options.RetryDelay * Math.Pow(2, Math.Min(attempt, 10)) * (0.5 + jitter / 2);
        TimeSpan bounded = exponential < _longest ? exponential : _longest;
        return asked > bounded ? asked.Value : bounded;
    }

    private TimeSpan? Asked(RetryConditionHeaderValue? retryAfter) =>
        retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - options.Time.GetUtcNow() : null);
}
