using System.Diagnostics;
using System.Text.RegularExpressions;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.Registries;

/// <summary>docker-registry as it is packaged, filled by skopeo.</summary>
public sealed partial class RegistryTests : IDisposable
{
    private readonly SkepCommand _skep = new();
    private Process? _registry;

    public void Dispose()
    {
        if (_registry is { HasExited: false })
        {
            _registry.Kill();
            _registry.WaitForExit();
        }

        _registry?.Dispose();
        _skep.Dispose();
    }

    [Fact]
    public async Task Pushed_image_is_scanned()
    {
        await Samples.ImportAsync(_skep);
        string host = await ServeAsync();
        SampleImage.WriteTo(_skep.PathOf("layout"), SampleImage.OciFiles(refName: null, Samples.Vulnerable()));
        using Process push = Process.Start("skopeo", ["--insecure-policy", "copy", "--quiet", "--dest-tls-verify=false",
            "oci:" + _skep.PathOf("layout"), $"docker://{host}/acme/web:1"]);
        await push.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, push.ExitCode);

        SkepRun run = await _skep.RunAsync("image", "--insecure", $"{host}/acme/web:1", "-f", "json");
        SkepRun absent = await _skep.RunAsync("image", "--insecure", $"{host}/acme/absent:1");

        Assert.Equal([Samples.Id], run.Exits(0).Findings);
        Assert.Empty(absent.Exits(3).Output);
    }

    private async Task<string> ServeAsync()
    {
        Require("docker-registry");
        Require("skopeo");
        string config = _skep.File(
            "registry.yml",
            "version: 0.1\nlog: {accesslog: {disabled: true}}\n"
            + $"storage: {{filesystem: {{rootdirectory: {_skep.PathOf("data")}}}}}\n"
            + "http: {addr: '127.0.0.1:0'}\n");
        _registry = Process.Start(
            new ProcessStartInfo("docker-registry", ["serve", config]) { RedirectStandardError = true })!;
        while (await _registry.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                _ = _registry.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return match.Groups[1].Value.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
            }
        }

        throw new InvalidOperationException("docker-registry ended before it listened");
    }

    private static void Require(string program)
    {
        string[] places = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':');
        if (!places.Any(place => File.Exists(Path.Combine(place, program))))
        {
            Absent.SkipOrFail($"{program} is not installed");
        }
    }

    [GeneratedRegex("listening on ([0-9.]+:[0-9]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Listening();
}
