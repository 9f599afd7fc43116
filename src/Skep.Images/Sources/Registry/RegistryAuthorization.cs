using System.Net.Http.Headers;
using System.Text;
using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Registry;

/// <summary>
/// Answers a registry's demand for authentication, for one repository, and keeps the token until it expires.
/// </summary>
/// <remarks>
/// Token protocol: <see href="https://distribution.github.io/distribution/spec/auth/token/"/> and, for identity tokens,
/// <see href="https://distribution.github.io/distribution/spec/auth/oauth/"/>. One token serves all layers.
/// </remarks>
internal sealed class RegistryAuthorization(
    RegistryHttp http,
    string repository,
    Func<CancellationToken, ValueTask<RegistryCredential?>> findCredential,
    TimeProvider time) : IDisposable
{
    // A token that expires on its way is refused; the specification's default life is 60 s.
    private static readonly TimeSpan _margin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _defaultLife = TimeSpan.FromSeconds(60);

    private static readonly ByteSize _maxAnswer = ByteSize.Mebibytes(1);

    private readonly SemaphoreSlim _gate = new(1);

    private RegistryCredential? _credential;
    private bool _hasSearched;
    private AuthChallenge? _challenge;
    private AuthenticationHeaderValue? _header;
    private DateTimeOffset _expires = DateTimeOffset.MaxValue;

    /// <summary>What must not be shown: the credential and the token made from it.</summary>
    public IReadOnlyList<string> Secrets =>
        [.. _credential?.Secrets ?? [], .. _header?.Parameter is { } parameter ? [parameter] : Array.Empty<string>()];

    /// <summary>What to send now; null before the registry has asked.</summary>
    public async ValueTask<AuthenticationHeaderValue?> HeaderAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() < _expires)
        {
            return _header;
        }

        return await RenewAsync(_header, cancellationToken);
    }

    /// <summary>Takes a 401 into account.</summary>
    /// <param name="sent">What was sent and refused.</param>
    /// <returns>True when there is something new to send.</returns>
    public async ValueTask<bool> AnswerAsync(
        HttpResponseMessage refusal,
        AuthenticationHeaderValue? sent,
        CancellationToken cancellationToken)
    {
        AuthChallenge[] challenges = [.. refusal.Headers.WwwAuthenticate.SelectMany(value =>
            AuthChallenge.Parse(value.ToString()))];
        _challenge = challenges.FirstOrDefault(challenge => challenge.IsBearer)
            ?? challenges.FirstOrDefault(challenge => challenge.IsBasic)
            ?? _challenge;
        return await RenewAsync(sent, cancellationToken) is { } header && !header.Equals(sent);
    }

    public void Dispose() => _gate.Dispose();

    private async ValueTask<AuthenticationHeaderValue?> RenewAsync(
        AuthenticationHeaderValue? stale,
        CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // Another layer may have renewed it while this one waited.
            if (_header is not null && !_header.Equals(stale))
            {
                return _header;
            }

            if (!_hasSearched)
            {
                _credential = await findCredential(cancellationToken);
                _hasSearched = true;
            }

            return _header = (_credential, _challenge) switch
            {
                (RegistryCredential.BearerToken token, _) => new AuthenticationHeaderValue("Bearer", token.Value),
                (_, { IsBearer: true } bearer) => await FetchTokenAsync(bearer, cancellationToken),
                (RegistryCredential.Password password, { IsBasic: true }) => Basic(password),
                _ => null,
            };
        }
        finally
        {
            _gate.Release();
        }
    }

    private static AuthenticationHeaderValue Basic(RegistryCredential.Password password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{password.Username}:{password.Value}")));

    private async ValueTask<AuthenticationHeaderValue> FetchTokenAsync(
        AuthChallenge challenge,
        CancellationToken cancellationToken)
    {
        Uri realm = RealmOf(challenge);
        using HttpResponseMessage response = await http.RepeatAsync(
            async token =>
            {
                using HttpRequestMessage request = TokenRequest(realm, challenge);
                return await http.SendAsync(request, token);
            },
            (refusal, token) => RegistryErrors.ReadAsync(refusal, $"a token for {repository}", Secrets, null, token),
            cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(http.ResponseTimeout);
        await using Stream body = await response.Content.ReadAsStreamAsync(patience.Token);
        string document = $"token of {realm.Authority}";
        JsonView answer = JsonView.Parse(
            await Documents.ReadAsync(body, document, _maxAnswer, patience.Token), document);
        string value = answer.Text("token") is { Length: > 0 } token ? token : answer.RequiredText("access_token");
        TimeSpan life = answer.Number("expires_in") is > 0 and < int.MaxValue and { } seconds
            ? TimeSpan.FromSeconds(seconds)
            : _defaultLife;
        _expires = time.GetUtcNow() + (life > 2 * _margin ? life - _margin : life / 2);
        return value.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? throw answer.Wrong("holds characters that no token has")
            : new AuthenticationHeaderValue("Bearer", value);
    }

    private HttpRequestMessage TokenRequest(Uri realm, AuthChallenge challenge)
    {
        string scope = challenge.Parameters.GetValueOrDefault("scope") ?? $"repository:{repository}:pull";
        string? service = challenge.Parameters.GetValueOrDefault("service");
        if (_credential is RegistryCredential.IdentityToken identity)
        {
            var form = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = identity.Value,
                ["client_id"] = "skep",
                ["scope"] = scope,
                ["service"] = service ?? string.Empty,
            };
            return new HttpRequestMessage(HttpMethod.Post, realm) { Content = new FormUrlEncodedContent(form) };
        }

        string query = $"scope={Uri.EscapeDataString(scope)}"
            + (service is null ? string.Empty : $"&service={Uri.EscapeDataString(service)}");
        var address = new UriBuilder(realm) { Query = realm.Query.Length > 1 ? $"{realm.Query[1..]}&{query}" : query };
        var request = new HttpRequestMessage(HttpMethod.Get, address.Uri);
        request.Headers.Authorization = _credential is RegistryCredential.Password password ? Basic(password) : null;
        return request;
    }

    // The realm is the registry's word, and the credential goes there: at least nobody on the way may read it.
    private Uri RealmOf(AuthChallenge challenge)
    {
        string text = challenge.Parameters.GetValueOrDefault("realm") ?? string.Empty;
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? realm) && realm.UserInfo.Length == 0
            && (realm.Scheme == Uri.UriSchemeHttps || (realm.Scheme == Uri.UriSchemeHttp && http.IsPlainAllowed(realm)))
            ? realm
            : throw new SkepException(
                ErrorKind.Denied,
                "the registry sends its clients to a token server without encryption, or to none",
                "--insecure allows plain HTTP");
    }
}
