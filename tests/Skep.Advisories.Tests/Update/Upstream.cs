using System.IO.Compression;
using System.Text;
using Skep.Advisories.Update;
using Skep.Testing;

namespace Skep.Advisories.Tests.Update;

/// <summary>
/// Upstream and everything between: files by path, served with ETags and ranges, and the mistakes a test asks
/// for.
/// </summary>
internal sealed class Upstream : IDisposable
{
    public const string Kev = "/sites/default/files/feeds/known_exploited_vulnerabilities.json";
    public const string Epss = "/epss_scores-current.csv.gz";
    public const string AlpineMain = "/v3.18/main.json";
    public const string AlpineCommunity = "/v3.18/community.json";

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ScriptedServer _server;

    public Upstream()
    {
        Put(Kev, """
            {"title":"CISA Catalog of Known Exploited Vulnerabilities",
             "catalogVersion":"1","dateReleased":"2026-11-20T00:00:00Z","count":1,
             "vulnerabilities":[{"cveID":"CVE-2021-44228","dateAdded":"2021-12-10","requiredAction":"update"}]}
            """);
        Put(Epss, Gzip("#model_version:v1,score_date:2026-11-20T00:00:00+0000\n"
            + "cve,epss,percentile\nCVE-2021-44228,0.9,0.99\n"));
        Put(AlpineMain, Secdb("main", "openssl", "CVE-2023-1"));
        Put(AlpineCommunity, Secdb("community", "nodejs", "CVE-2023-2"));
        _server = new ScriptedServer(Answer);
    }

    /// <summary>
    /// Answers in the place of the server; null lets it answer. The number counts requests of the path from 1.
    /// </summary>
    public Func<ScriptedRequest, int, ScriptedResponse?> Fault { get; set; } = (_, _) => null;

    public Uri Url => new($"http://{_server.Host}");

    public IReadOnlyList<ScriptedRequest> Requests => _server.Requests;

    public UpdateOptions Options => new()
    {
        Mirror = Url,
        FirstDelay = TimeSpan.Zero,
        ReadTimeout = TimeSpan.FromSeconds(20),
    };

    public static string Secdb(string repository, string package, string cve) => $$$"""
        {"apkurl":"","archs":["x86_64"],"reponame":"{{{repository}}}",
         "urlprefix":"https://dl-cdn.alpinelinux.org/alpine","distroversion":"v3.18",
         "packages":[{"pkg":{"name":"{{{package}}}","secfixes":{"1.0-r1":["{{{cve}}}"]} } } ]}
        """;

    public static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    public void Put(string path, string text) => Put(path, Encoding.UTF8.GetBytes(text));

    public void Put(string path, byte[] content) => _files[path] = content;

    public byte[] Get(string path) => _files[path];

    /// <summary>What a good server says.</summary>
    public ScriptedResponse Serve(ScriptedRequest request)
    {
        if (!_files.TryGetValue(request.Path, out byte[]? content))
        {
            return new ScriptedResponse(404);
        }

        byte[] hash = System.Security.Cryptography.SHA256.HashData(content);
        string tag = $"\"{Convert.ToHexStringLower(hash.AsSpan(0, 6))}\"";
        if (request.Headers.GetValueOrDefault("If-None-Match") == tag)
        {
            return new ScriptedResponse(304);
        }

        bool isRange = request.Headers.ContainsKey("Range") && request.Headers.GetValueOrDefault("If-Range") == tag;
        return isRange
            ? new ScriptedResponse(206, content[request.Offset..])
            {
                Headers =
                    [("ETag", tag), ("Content-Range", $"bytes {request.Offset}-{content.Length - 1}/{content.Length}")],
            }
            : new ScriptedResponse(200, content) { Headers = [("ETag", tag)] };
    }

    public void Dispose() => _server.Dispose();

    private ScriptedResponse Answer(ScriptedRequest request)
    {
        int count = _server.Requests.Count(earlier => earlier.Path == request.Path);
        return Fault(request, count) ?? Serve(request);
    }
}
