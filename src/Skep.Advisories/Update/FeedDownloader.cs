using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Skep.Advisories.Update;

/// <summary>Fetches one upstream file at a time, however the network behaves.</summary>
/// <remarks>
/// A body that is cut off is asked for again from where it ended, if upstream vouches that it is still the same
/// file. Servers that fail, are busy or fall silent are asked again after a growing wait. A host that could not be
/// reached is not tried again by this instance.
/// </remarks>
internal sealed class FeedDownloader(HttpClient client, UpdateOptions options, TimeProvider time)
{
    private const int MaxRedirects = 5;

    // Nobody's validators are longer; they are kept and sent back.
    private const int MaxValidator = 512;

    private readonly ConcurrentDictionary<string, string> _unreachable = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Fetches <paramref name="url"/> into <paramref name="file"/> unless upstream still has the version that
    /// is known.
    /// </summary>
    public async Task<DownloadResult> FetchAsync(
        Uri url, string file, FeedVersion? known, CancellationToken cancellationToken)
    {
        await using var body = new PartialFile(file);
        for (int attempt = 1; ; attempt++)
        {
            if (_unreachable.TryGetValue(url.Host, out string? why))
            {
                return new DownloadResult.Failed(why, IsUnreachable: true);
            }

            Answer answer = await TryAsync(url, body, known, cancellationToken);
            if (answer.Result is { } result)
            {
                return result;
            }

            int most = answer.IsUnreachable ? options.ConnectAttempts : options.Attempts;
            TimeSpan delay = answer.After ?? options.FirstDelay * Math.Pow(2, attempt - 1);
            if (attempt >= most || delay > options.MaxDelay)
            {
                if (answer.IsUnreachable)
                {
                    _unreachable.TryAdd(url.Host, answer.Reason);
                }

                return new DownloadResult.Failed(answer.Reason, answer.IsUnreachable);
            }

            await Task.Delay(delay * (1 + Jitter()), time, cancellationToken);
        }
    }

    // Up to a quarter more: machines that failed together do not come back together.
    private static double Jitter() => RandomNumberGenerator.GetInt32(250) / 1000.0;

    private async Task<Answer> TryAsync(
        Uri url, PartialFile body, FeedVersion? known, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            Uri? from = null;
            for (int hop = 0; hop <= MaxRedirects; hop++)
            {
                if (FeedTransport.Refusal(url, from, options) is { } refusal)
                {
                    return Answer.Final(refusal);
                }

                silence.CancelAfter(options.ReadTimeout);
                using HttpRequestMessage request = Request(url, body, known);
                using HttpResponseMessage response =
                    await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token);
                if (response.Headers.Location is not { } location || !IsRedirect(response.StatusCode))
                {
                    return await ReadAsync(response, body, known, silence, cancellationToken);
                }

                from = url;
                url = new Uri(url, location);
            }

            return Answer.Final($"more than {MaxRedirects} redirects");
        }
        catch (HttpRequestException failure)
        {
            bool unreachable = failure.HttpRequestError is HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError
                or HttpRequestError.SecureConnectionError;
            string reason = unreachable ? $"cannot reach {url.Host}: {failure.Message}" : failure.Message;
            return new Answer(null, reason, null, unreachable);
        }
        catch (IOException failure)
        {
            return Answer.Again($"cut off after {body.Length} bytes: {failure.Message}");
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The handler's connect time-out also ends here, with a TimeoutException within.
            return failure.InnerException is TimeoutException
                ? new Answer(
                    null,
                    $"cannot reach {url.Host}: no answer in {options.ConnectTimeout.TotalSeconds:0} s",
                    IsUnreachable: true)
                : Answer.Again($"{url.Host} fell silent for {options.ReadTimeout.TotalSeconds:0.#} s");
        }
    }

    private static HttpRequestMessage Request(Uri url, PartialFile body, FeedVersion? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (body is { Length: > 0, Validator: { } same })
        {
            request.Headers.Range = new RangeHeaderValue(body.Length, null);
            request.Headers.TryAddWithoutValidation("If-Range", same);
        }
        else if (known?.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }
        else if (known?.LastModified is { } date)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", date);
        }

        return request;
    }

    private async Task<Answer> ReadAsync(
        HttpResponseMessage response,
        PartialFile body,
        FeedVersion? known,
        CancellationTokenSource silence,
        CancellationToken cancellationToken)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                body.Restart(Tag(response), Modified(response));
                break;

            case HttpStatusCode.PartialContent when body.Length > 0
                && response.Content.Headers.ContentRange is { From: { } from } && from == body.Length:
                break;

            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                body.Restart(null, null);
                return Answer.Again("the server answers with another part of the file than it was asked for");

            case HttpStatusCode.NotModified when known is not null:
                return new Answer(new DownloadResult.NotModified());

            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return Answer.Final($"upstream has no such file ({(int)response.StatusCode})");

            case HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
                or >= HttpStatusCode.InternalServerError:
                return new Answer(null, $"the server answers {(int)response.StatusCode}", Wait(response));

            default:
                return Answer.Final($"the server answers {(int)response.StatusCode}");
        }

        HttpContentHeaders headers = response.Content.Headers;
        long? whole = headers.ContentRange?.Length ?? body.Length + headers.ContentLength;
        if (whole > options.MaxFile.Bytes)
        {
            return Answer.Final($"larger than {options.MaxFile}");
        }

        if (!await CopyAsync(response, body, silence, cancellationToken))
        {
            return Answer.Final($"larger than {options.MaxFile}");
        }

        return whole is null || whole == body.Length
            ? new Answer(new DownloadResult.Fetched(body.Length, body.Tag, body.Modified))
            : Answer.Again($"{body.Length} of {whole} bytes came");
    }

    private async Task<bool> CopyAsync(
        HttpResponseMessage response,
        PartialFile body,
        CancellationTokenSource silence,
        CancellationToken cancellationToken)
    {
        await using Stream content = await response.Content.ReadAsStreamAsync(silence.Token);
        byte[] buffer = new byte[128 * 1024];
        while (true)
        {
            silence.CancelAfter(options.ReadTimeout);
            int read = await content.ReadAsync(buffer, silence.Token);
            if (read == 0)
            {
                return true;
            }

            if (body.Length + read > options.MaxFile.Bytes)
            {
                return false;
            }

            await body.AppendAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    private TimeSpan? Wait(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static bool IsRedirect(HttpStatusCode status) => status
        is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static string? Tag(HttpResponseMessage response) => Short(response.Headers.ETag?.ToString());

    private static string? Modified(HttpResponseMessage response) =>
        Short(response.Content.Headers.LastModified?.ToString("r"));

    private static string? Short(string? validator) => validator?.Length <= MaxValidator ? validator : null;

    /// <param name="Result">The end of the matter; null when it is worth asking again.</param>
    /// <param name="After">The wait the server asks for.</param>
    private readonly record struct Answer(
        DownloadResult? Result, string Reason = "", TimeSpan? After = null, bool IsUnreachable = false)
    {
        public static Answer Again(string reason) => new(null, reason);

        public static Answer Final(string reason) => new(new DownloadResult.Failed(reason));
    }
}
