using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Skep.Testing;

/// <summary>An HTTP server on loopback that answers what the test says, mistakes included.</summary>
/// <remarks>Every connection carries one request. A TLS greeting is hung up on, as by any server that speaks plain
/// HTTP.</remarks>
public sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<ScriptedRequest, ScriptedResponse> _answer;
    private readonly List<ScriptedRequest> _requests = [];
    private readonly CancellationTokenSource _stop = new();

    public ScriptedServer(Func<ScriptedRequest, ScriptedResponse> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary><c>127.0.0.1:PORT</c>.</summary>
    public string Host => _listener.LocalEndpoint.ToString()!;

    public IReadOnlyList<ScriptedRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client, _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                if (await ReadAsync(stream, stop) is not { } request)
                {
                    return;
                }

                lock (_requests)
                {
                    _requests.Add(request);
                }

                await WriteAsync(stream, _answer(request), stop);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private static async Task<ScriptedRequest?> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stop) == 0 || (head.Length == 0 && one[0] == 0x16))
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        string[] lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] first = lines[0].Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines[1..])
        {
            int colon = line.IndexOf(':');
            string name = line[..colon];
            string value = line[(colon + 1)..].Trim();
            headers[name] = headers.TryGetValue(name, out string? before) ? $"{before},{value}" : value;
        }

        byte[] body = new byte[headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length) : 0];
        await stream.ReadExactlyAsync(body, stop);
        return new ScriptedRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }

    private static async Task WriteAsync(NetworkStream stream, ScriptedResponse response, CancellationToken stop)
    {
        if (response.HangUp)
        {
            return;
        }

        var head = new StringBuilder(
            $"HTTP/1.1 {response.Status} X\r\nConnection: close\r\nContent-Length: {response.Body.Length}\r\n");
        foreach ((string name, string value) in response.Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), stop);
        await stream.WriteAsync(response.Body.AsMemory(0, Math.Min(response.Body.Length, response.CutAfter)), stop);
        await stream.FlushAsync(stop);
        if (response.Stall)
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
    }
}

/// <summary>What a client asked the server.</summary>
public sealed record ScriptedRequest(
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Headers,
    string Body)
{
    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    /// <summary>Where a range request begins; 0 without one.</summary>
    public int Offset => Headers.GetValueOrDefault("Range") is { } range ? int.Parse(range.Split('=', '-')[1]) : 0;
}

/// <summary>What the server answers, faults included.</summary>
public sealed record ScriptedResponse(int Status, byte[] Body)
{
    public ScriptedResponse(int status, string body = "")
        : this(status, Encoding.UTF8.GetBytes(body))
    {
    }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Send only so many bytes of the body, then close.</summary>
    public int CutAfter { get; init; } = int.MaxValue;

    /// <summary>After what was sent, keep the connection open and say nothing.</summary>
    public bool Stall { get; init; }

    /// <summary>Close without an answer.</summary>
    public bool HangUp { get; init; }
}
