using System.Net;
using System.Net.Http.Headers;
using Skep.Core;

namespace Skep.Images.Sources.Registry;

/// <summary>One repository on one host: a registry, or a mirror of it.</summary>
/// <remarks>Protocol: <see
/// href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pull"/>.</remarks>
internal sealed class RegistryClient : IDisposable
{
    private const int MaxRedirects = 5;

    // Without a login; then with a token; then with a fresh one when the registry's clock disagrees.
    private const int MaxAnswers = 2;

    private readonly RegistryHttp _http;
    private readonly RegistryAuthorization _authorization;
    private readonly DockerCredentials _logins;
    private readonly string _repository;
    private readonly string _host;

    private Uri? _base;

    /// <param name="name">The host as users write it, under which logins are stored.</param>
    /// <param name="given">The credential given for this host by the user; null for mirrors.</param>
    public RegistryClient(string name, string repository, RegistryCredential? given, ImageSourceOptions options)
    {
        _host = name == ImageReference.DefaultRegistry ? "registry-1.docker.io" : name;
        _repository = repository;
        _http = new RegistryHttp(_host, options);
        _logins = new DockerCredentials(options);
        _authorization = new RegistryAuthorization(
            _http,
            repository,
            async token => given ?? await _logins.FindAsync(name, repository, token),
            options.Time);
    }

    public string Host => _host;

    public RetryPolicy Retry => _http.Retry;

    public TimeSpan ResponseTimeout => _http.ResponseTimeout;

    /// <summary>Gets <c>/v2/REPOSITORY/PATH</c>.</summary>
    /// <param name="offset">Where to begin; the server may ignore it and answer 200 with everything.</param>
    public async ValueTask<HttpResponseMessage> GetAsync(
        string path,
        IReadOnlyList<string> accept,
        long offset,
        CancellationToken cancellationToken)
    {
        _base ??= await FindSchemeAsync(cancellationToken);
        var address = new Uri(_base, $"v2/{_repository}/{path}");
        return await _http.RepeatAsync(
            token => SendAuthorizedAsync(address, accept, offset, token),
            (response, token) => RegistryErrors.ReadAsync(
                response, $"{_repository}/{path}", _authorization.Secrets, _logins.Failure, token),
            cancellationToken);
    }

    public SkepException Unreachable(Exception e) => _http.Unreachable(e);

    public void Dispose()
    {
        _authorization.Dispose();
        _http.Dispose();
    }

    // Where plain HTTP is allowed the registry may speak either; no credential is sent to find out.
    private async ValueTask<Uri> FindSchemeAsync(CancellationToken cancellationToken)
    {
        var secure = new Uri($"https://{_host}/");
        if (!_http.IsPlainAllowed(secure))
        {
            return secure;
        }

        try
        {
            using var ping = new HttpRequestMessage(HttpMethod.Get, new Uri(secure, "v2/"));
            using HttpResponseMessage answer = await _http.SendAsync(ping, cancellationToken);
            return secure;
        }
        catch (Exception e) when (RegistryHttp.IsTransient(e, cancellationToken))
        {
            return new Uri($"http://{_host}/");
        }
    }

    private async ValueTask<HttpResponseMessage> SendAuthorizedAsync(
        Uri address,
        IReadOnlyList<string> accept,
        long offset,
        CancellationToken cancellationToken)
    {
        for (int answers = 0; ; answers++)
        {
            AuthenticationHeaderValue? header = await _authorization.HeaderAsync(cancellationToken);
            HttpResponseMessage response = await FollowAsync(address, header, accept, offset, cancellationToken);
            bool isOwnDemand = response.StatusCode == HttpStatusCode.Unauthorized
                && IsSameOrigin(response.RequestMessage!.RequestUri!, address);
            if (!isOwnDemand || answers == MaxAnswers
                || !await _authorization.AnswerAsync(response, header, cancellationToken))
            {
                return response;
            }

            response.Dispose();
        }
    }

    private async ValueTask<HttpResponseMessage> FollowAsync(
        Uri address,
        AuthenticationHeaderValue? header,
        IReadOnlyList<string> accept,
        long offset,
        CancellationToken cancellationToken)
    {
        Uri at = address;
        for (int redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            foreach (string type in accept)
            {
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
            }

            request.Headers.Range = offset > 0 ? new RangeHeaderValue(offset, null) : null;

            // Storage behind a registry takes a signed address; the registry's credential is none of its business.
            request.Headers.Authorization = IsSameOrigin(at, address) ? header : null;
            HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return response;
            }

            response.Dispose();
            at = redirects < MaxRedirects ? Next(at, location) : throw Bad($"redirects more than {MaxRedirects} times");
        }
    }

    private Uri Next(Uri at, Uri location)
    {
        Uri next = new(at, location);
        bool isAllowed = next.UserInfo.Length == 0
            && (next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && _http.IsPlainAllowed(next)));
        return isAllowed ? next : throw Bad($"redirects to {next.Scheme}://{next.Authority}, which is not encrypted");
    }

    private SkepException Bad(string what) => new(ErrorKind.Denied, $"{_host} {what}");

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static bool IsSameOrigin(Uri left, Uri right) =>
        left.Scheme == right.Scheme && left.Port == right.Port
        && left.IdnHost.Equals(right.IdnHost, StringComparison.OrdinalIgnoreCase);
}
