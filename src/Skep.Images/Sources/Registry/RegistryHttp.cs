using System.Net.Http.Headers;
using System.Net.Sockets;
using Skep.Core;

namespace Skep.Images.Sources.Registry;

/// <summary>
/// Sends requests to one host and those it leads to, again where that may help, with every wait bounded.
/// </summary>
internal sealed class RegistryHttp(string host, ImageSourceOptions options) : IDisposable
{
    private readonly HttpClient _client = RegistryTransport.Create(options, HostName(host));

    public RetryPolicy Retry { get; } = new(options);

    public TimeSpan ResponseTimeout => options.ResponseTimeout;

    /// <summary>Plain HTTP is for this machine, or for who asks for it by name.</summary>
    public bool IsPlainAllowed(Uri uri) => options.Insecure || uri.IsLoopback;

    /// <summary>Sends one request and waits for the response's headers.</summary>
    public async ValueTask<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.ResponseTimeout);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
    }

    /// <summary>Repeats <paramref name="attempt"/> until it gives a response worth having.</summary>
    /// <param name="failureOf">Turns a refusal into what the user is told.</param>
    public async ValueTask<HttpResponseMessage> RepeatAsync(
        Func<CancellationToken, ValueTask<HttpResponseMessage>> attempt,
        Func<HttpResponseMessage, CancellationToken, ValueTask<SkepException>> failureOf,
        CancellationToken cancellationToken)
    {
        for (int round = 0; ; round++)
        {
            SkepException failure;
            RetryConditionHeaderValue? after = null;
            try
            {
                HttpResponseMessage response = await attempt(cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }

                using (response)
                {
                    failure = await failureOf(response, cancellationToken);
                    if (!RetryPolicy.IsWorthRetrying(response.StatusCode))
                    {
                        throw failure;
                    }

                    after = response.Headers.RetryAfter;
                }
            }
            catch (Exception e) when (IsTransient(e, cancellationToken))
            {
                failure = Unreachable(e);
                if (IsLasting(e))
                {
                    throw failure;
                }
            }

            if (round >= Retry.Retries || !await Retry.WaitAsync(round, after, cancellationToken))
            {
                throw failure;
            }
        }
    }

    /// <summary>Whether the network failed, as opposed to the caller giving up.</summary>
    public static bool IsTransient(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException or IOException or SocketException
        || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    public SkepException Unreachable(Exception e) => e switch
    {
        { InnerException: SkepException inner } => inner,
        OperationCanceledException => new SkepException(
            ErrorKind.Unavailable,
            $"{host} did not answer within {options.ResponseTimeout.TotalSeconds:0.#} s",
            inner: e),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new SkepException(
            ErrorKind.Unavailable,
            $"no secure connection to {host}: {(e.InnerException ?? e).Message}",
            "give its authority with --ca-cert FILE, or --insecure for a registry you trust without",
            e),
        SocketException or HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            new SkepException(
                ErrorKind.Unavailable,
                $"cannot find host {host}: {e.Message}",
                "check the name, the network and the proxy settings",
                e),
        _ => new SkepException(ErrorKind.Unavailable, $"connection to {host} failed: {e.Message}", inner: e),
    };

    public void Dispose() => _client.Dispose();

    // A wrong certificate, a closed port or an unknown name is not better half a second later.
    private static bool IsLasting(Exception e) =>
        e.InnerException is SkepException
        || e is SocketException { SocketErrorCode: SocketError.HostNotFound }
        || e is HttpRequestException
        {
            HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.NameResolutionError,
        }
        || e.InnerException is SocketException
        {
            SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound,
        };

    private static string HostName(string host) => new Uri($"https://{host}").IdnHost.Trim('[', ']');
}
