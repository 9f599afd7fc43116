using System.Diagnostics;
using System.Text.RegularExpressions;
using Skep.Testing;

namespace Skep.Images.Tests.Sources.Registry;

/// <summary>A docker-registry process of the test's own, on a free port of loopback.</summary>
internal sealed partial class RealRegistry : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Process _process;

    private RealRegistry(string authentication, string http)
    {
        string config = _directory.File("config.yml", System.Text.Encoding.UTF8.GetBytes(
            "version: 0.1\nlog: {level: info, accesslog: {disabled: true}}\n"
            + $"storage: {{filesystem: {{rootdirectory: {_directory.Path}/data}}}}\n"
            + $"http: {{addr: '127.0.0.1:0'{http}}}\n{authentication}\n"));
        _process = Process.Start(
            new ProcessStartInfo("docker-registry", ["serve", config]) { RedirectStandardError = true })!;
    }

    public string Host { get; private set; } = string.Empty;

    public string Directory => _directory.Path;

    /// <param name="authentication">The <c>auth:</c> section of its configuration.</param>
    /// <param name="http">More settings of its <c>http:</c> section.</param>
    public static async Task<RealRegistry> StartAsync(string authentication = "", string http = "")
    {
        EngineProcess.RequireProgram("docker-registry");
        var registry = new RealRegistry(authentication, http);
        while (await registry._process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                registry.Host = match.Groups[1].Value;
                _ = registry._process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return registry;
            }
        }

        throw new InvalidOperationException("docker-registry ended before it listened");
    }

    /// <summary>Pushes a layout made by the test, as a user would.</summary>
    public async Task PushAsync(string layout, string name, params string[] arguments)
    {
        EngineProcess.RequireProgram("skopeo");
        await EngineProcess.RunAsync(
            "skopeo",
            ["--insecure-policy", "copy", "--all", "--dest-tls-verify=false",
                .. arguments, $"oci:{layout}", $"docker://{Host}/{name}"]);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _directory.Dispose();
    }

    [GeneratedRegex("listening on ([0-9.]+:[0-9]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Listening();
}
