using System.Net;
using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Registry;

/// <summary>Turns a registry's refusal into a failure with a kind and a hint, without any secret in it.</summary>
internal static class RegistryErrors
{
    private const int MaxDetail = 200;

    private static readonly ByteSize _maxBody = ByteSize.Kibibytes(64);

    public static async ValueTask<SkepException> ReadAsync(
        HttpResponseMessage response,
        string what,
        IReadOnlyList<string> secrets,
        string? loginProblem,
        CancellationToken cancellationToken)
    {
        string host = response.RequestMessage?.RequestUri?.Authority ?? "registry";
        string detail = Redact(await DetailAsync(response, cancellationToken), secrets);
        string said = detail.Length > 0 ? $" ({detail})" : string.Empty;
        string message = $"{host} answered {(int)response.StatusCode}{said} for {what}";
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new SkepException(
                ErrorKind.Denied,
                message,
                loginProblem
                    ?? $"it does not exist or needs a login: docker login {host}, or --username and --password-stdin"),
            HttpStatusCode.NotFound => new SkepException(
                ErrorKind.NotFound, message, "check the name, the tag and the registry"),
            HttpStatusCode.TooManyRequests => new SkepException(
                ErrorKind.Unavailable, message, "the registry's limit is used up: wait, log in, or use a mirror"),
            _ => new SkepException(ErrorKind.Unavailable, message),
        };
    }

    public static string Redact(string text, IReadOnlyList<string> secrets) =>
        secrets.Where(secret => secret.Length > 0)
            .Aggregate(text, (shown, secret) => shown.Replace(secret, "***", StringComparison.Ordinal));

    // {"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}
    private static async ValueTask<string> DetailAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken)
    {
        try
        {
            await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
            byte[] bytes = await Documents.ReadAsync(body, "error", _maxBody, cancellationToken);
            JsonView error = JsonView.Parse(bytes, "error").Items("errors")[0];
            string text = error.Text("message") is { Length: > 0 } message
                ? message
                : error.Text("code")
                ?? string.Empty;
            string shown = new([.. text.Take(MaxDetail).Select(c => char.IsControl(c) ? ' ' : c)]);
            return shown.Trim();
        }
        catch (Exception e) when (e is SkepException or ArgumentOutOfRangeException or IndexOutOfRangeException
            || RegistryHttp.IsTransient(e, cancellationToken))
        {
            return string.Empty;
        }
    }
}
