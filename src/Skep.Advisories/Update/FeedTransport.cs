using System.Net;

namespace Skep.Advisories.Update;

/// <summary>How upstream is reached: the HTTP client, and which addresses may be asked.</summary>
/// <remarks>
/// Proxies come from the standard variables (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>), further authorities from
/// <c>SSL_CERT_FILE</c>.
/// What is fetched decides what a scan reports, so it comes over TLS unless the host is this one.
/// </remarks>
internal static class FeedTransport
{
    private const int MaxHeadersKibibytes = 64;

    public static HttpClient Create(UpdateOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            MaxResponseHeadersLength = MaxHeadersKibibytes,
        };

        // The client's own time-out covers whole bodies; silence is bounded read by read instead.
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("skep");
        return client;
    }

    /// <summary>Where <paramref name="upstream"/> is asked for.</summary>
    public static Uri Place(Uri upstream, UpdateOptions options) => options.Mirror is { } mirror
        ? new Uri(mirror.GetLeftPart(UriPartial.Path).TrimEnd('/') + upstream.PathAndQuery)
        : upstream;

    /// <summary>Why <paramref name="url"/> may not be asked; null when it may.</summary>
    /// <param name="from">The address that led there; null when none did.</param>
    public static string? Refusal(Uri url, Uri? from, UpdateOptions options)
    {
        if (url.Scheme == Uri.UriSchemeHttps)
        {
            return null;
        }

        if (url.Scheme != Uri.UriSchemeHttp)
        {
            return $"'{url.Scheme}:' is not an address that Skep asks";
        }

        if (from?.Scheme == Uri.UriSchemeHttps)
        {
            return $"{from.Host} leads from HTTPS to plain HTTP";
        }

        return url.IsLoopback || options.Insecure
            ? null
            : $"{url.Host} is asked over plain HTTP, which only --insecure allows";
    }
}
