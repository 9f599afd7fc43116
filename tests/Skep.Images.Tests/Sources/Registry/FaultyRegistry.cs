using Skep.Testing;

namespace Skep.Images.Tests.Sources.Registry;

/// <summary>A registry that holds images under the name <c>a/b</c>, and gets in the way as the test says.</summary>
internal sealed class FaultyRegistry : IDisposable
{
    private readonly Dictionary<string, (string Type, byte[] Content)> _content = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _times = new(StringComparer.Ordinal);
    private readonly ScriptedServer _server;

    public FaultyRegistry() => _server = new ScriptedServer(Answer);

    public string Host => _server.Host;

    public string Reference => $"{Host}/a/b:1";

    public IReadOnlyList<ScriptedRequest> Requests => _server.Requests;

    /// <summary>
    /// What to answer instead; null leaves the good answer. The number says how often the path was asked before.
    /// </summary>
    public Func<ScriptedRequest, int, ScriptedResponse?> Fault { get; set; } = (_, _) => null;

    public FaultyRegistry With(SampleImage image)
    {
        Put("manifests/1", SampleImage.ManifestType, image.Manifest);
        Put($"manifests/{SampleImage.DigestOf(image.Manifest)}", SampleImage.ManifestType, image.Manifest);
        foreach (byte[] blob in image.Blobs.Append(image.Config))
        {
            Put($"blobs/{SampleImage.DigestOf(blob)}", "application/octet-stream", blob);
        }

        return this;
    }

    public void Put(string path, string type, byte[] content) => _content[$"/v2/a/b/{path}"] = (type, content);

    public ScriptedResponse Good(ScriptedRequest request, bool ignoreRange = false)
    {
        if (!_content.TryGetValue(request.Path, out (string Type, byte[] Content) held))
        {
            return new ScriptedResponse(
                404, "{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"unknown to this registry\"}]}");
        }

        int offset = ignoreRange ? 0 : request.Offset;
        (string, string)[] headers = offset == 0
            ? [("Content-Type", held.Type)]
            :
            [
                ("Content-Type", held.Type),
                ("Content-Range", $"bytes {offset}-{held.Content.Length - 1}/{held.Content.Length}"),
            ];
        return new ScriptedResponse(offset == 0 ? 200 : 206, held.Content[offset..]) { Headers = headers };
    }

    public void Dispose() => _server.Dispose();

    private ScriptedResponse Answer(ScriptedRequest request)
    {
        int before;
        lock (_times)
        {
            before = _times.GetValueOrDefault(request.Path);
            _times[request.Path] = before + 1;
        }

        return Fault(request, before) ?? Good(request);
    }
}
