using System.Net;
using System.Net.Sockets;
using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Docker;

/// <summary>The API of a Docker Engine, over its socket.</summary>
/// <remarks>API: <see href="https://docs.docker.com/reference/api/engine/"/>. Paths without a version mean the daemon's
/// own.</remarks>
internal sealed class DockerEngine : IDisposable
{
    private static readonly ByteSize _maxAnswer = ByteSize.Mebibytes(16);

    private readonly HttpClient _client;
    private readonly string _title;
    private readonly TimeSpan _patience;

    private DockerEngine(HttpClient client, string title, TimeSpan patience)
    {
        _client = client;
        _title = title;
        _patience = patience;
    }

    /// <summary>
    /// The engine that DOCKER_HOST, or the first socket in a usual place, leads to; null when there is none.
    /// </summary>
    public static DockerEngine? Find(ImageSourceOptions options)
    {
        string? host = options.DockerHost ?? Environment.GetEnvironmentVariable("DOCKER_HOST");
        if (!string.IsNullOrEmpty(host))
        {
            return Connect(host, options);
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? "/nonexistent";
        string[] places =
        [
            "/var/run/docker.sock", Path.Combine(runtime, "docker.sock"), Path.Combine(home, ".docker/run/docker.sock"),
        ];
        return places.FirstOrDefault(File.Exists) is { } socket ? Connect($"unix://{socket}", options) : null;
    }

    /// <summary>Asks for a small JSON document.</summary>
    public async ValueTask<JsonView> AskAsync(string path, string what, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(path, what, cancellationToken);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return JsonView.Parse(
            await Documents.ReadAsync(body, what, _maxAnswer, cancellationToken), $"{_title}: {what}");
    }

    /// <summary>Asks for a stream of any length. The caller disposes the response.</summary>
    public async ValueTask<HttpResponseMessage> SendAsync(string path, string what, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(_patience);
            response = await _client.GetAsync(
                new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, patience.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Unreachable(e);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw response.StatusCode == HttpStatusCode.NotFound
                ? new SkepException(ErrorKind.NotFound, $"{_title} has no {what}")
                : new SkepException(ErrorKind.Unavailable, $"{_title} answered {(int)response.StatusCode} for {what}");
        }
    }

    public void Dispose() => _client.Dispose();

    private static DockerEngine Connect(string host, ImageSourceOptions options)
    {
        Uri? address = Uri.TryCreate(host, UriKind.Absolute, out Uri? parsed) ? parsed : null;
        bool isPlain = address?.Scheme is "tcp" or "http";
        if (address is null
            || !(address.Scheme is "unix" || isPlain)
            || (isPlain && !address.IsLoopback && !options.Insecure))
        {
            throw new SkepException(
                ErrorKind.Invalid,
                $"DOCKER_HOST {host} cannot be used",
                "expected unix:///path, or tcp://127.0.0.1:port; a remote engine is better asked by its registry");
        }

        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        if (address.Scheme == "unix")
        {
            handler.ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.AbsolutePath), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        var root = new Uri(isPlain ? $"http://{address.Authority}/" : "http://docker/");
        var client = new HttpClient(handler) { BaseAddress = root, Timeout = Timeout.InfiniteTimeSpan };
        return new DockerEngine(
            client, $"Docker at {(isPlain ? address.Authority : address.AbsolutePath)}", options.ResponseTimeout);
    }

    private SkepException Unreachable(Exception e) =>
        e.InnerException is SocketException { SocketErrorCode: SocketError.AccessDenied }
            ? new SkepException(ErrorKind.Denied, $"no access to {_title}", "join the docker group, or run as root", e)
            : new SkepException(ErrorKind.Unavailable, $"{_title} does not answer", "is the daemon running?", e);
}
