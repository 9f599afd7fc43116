namespace Skep.Cli.Tests;

public sealed class ConfigCommandTests : IDisposable
{
    private const string Bad = "FROM debian:12\nRUN curl -k https://a.example/x -o /x\nUSER 10001\nHEALTHCHECK CMD "
        + "true\n";
    private const string Good = "FROM debian:12@sha256:abc\nUSER 10001\nHEALTHCHECK CMD true\nCMD [\"/x\"]\n";

    private readonly CommandRun _skep = new();

    public void Dispose() => _skep.Dispose();

    [Fact]
    public async Task File_is_judged_and_its_line_is_in_the_report()
    {
        _skep.With("Dockerfile", Bad);

        Assert.Equal(0, await _skep.RunAsync("config", "Dockerfile", "-f", "json"));
        Assert.Contains("config/build/unverified-tls", _skep.Output, StringComparison.Ordinal);
        Assert.Contains("\"line\": 2", _skep.Output, StringComparison.Ordinal);
        Assert.Contains("\"dockerfile\"", _skep.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_is_searched_but_not_what_is_ignored_or_of_others()
    {
        Directory.CreateDirectory(Path.Combine(_skep.Folder, "node_modules"));
        _skep.With("web.Dockerfile", Good)
            .With("Containerfile", Good)
            .With("Dockerfile.test", Good)
            .With("Dockerfile.dockerignore", "*")
            .With("node_modules/Dockerfile", Bad);

        Assert.Equal(0, await _skep.RunAsync("config", "."));
        Assert.Contains("web.Dockerfile", _skep.Output, StringComparison.Ordinal);
        Assert.Contains("Containerfile", _skep.Output, StringComparison.Ordinal);
        Assert.Contains("Dockerfile.test", _skep.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("unverified", _skep.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("dockerignore", _skep.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_break_the_gate_like_those_of_an_image()
    {
        _skep.With("Dockerfile", Bad);

        Assert.Equal(1, await _skep.RunAsync("config", "Dockerfile", "--fail-on", "high"));
    }

    [Fact]
    public async Task Gate_passes_what_has_nothing_of_the_severity()
    {
        _skep.With("Dockerfile", Good);

        Assert.Equal(0, await _skep.RunAsync("config", "Dockerfile", "--fail-on", "low"));
    }

    [Fact]
    public async Task Comment_in_the_file_sets_a_finding_aside_with_its_reason()
    {
        _skep.With("Dockerfile", Bad.Replace("RUN", "# skep:ignore=config/build lab only\nRUN",
            StringComparison.Ordinal));

        Assert.Equal(0, await _skep.RunAsync("config", "Dockerfile", "--fail-on", "high", "-f", "json"));
        Assert.Contains("lab only", _skep.Output, StringComparison.Ordinal);
        Assert.Contains("Dockerfile:2", _skep.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ignore_file_sets_a_rule_aside()
    {
        _skep.With("Dockerfile", Bad).With(".skepignore", "config/build/unverified-tls # lab only\n");

        Assert.Equal(0, await _skep.RunAsync("config", "Dockerfile", "--fail-on", "high"));
    }

    [Theory]
    [InlineData("config")]
    [InlineData("config", "absent")]
    [InlineData("config", ".")]
    [InlineData("config", "Dockerfile", "--severity", "red")]
    public async Task Wrong_use_exits_with_2(params string[] arguments)
    {
        Assert.Equal(2, await _skep.RunAsync(arguments));
        Assert.StartsWith("skep: ", _skep.Error, StringComparison.Ordinal);
    }
}
