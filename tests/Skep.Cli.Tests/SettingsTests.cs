using Skep.Cli.Options;
using Skep.Core;
using Skep.Testing;

namespace Skep.Cli.Tests;

public sealed class SettingsTests : IDisposable
{
    private readonly CommandRun _skep = new CommandRun().With(SampleScan.Report);

    public void Dispose() => _skep.Dispose();

    [Fact]
    public async Task File_sets_what_nobody_typed()
    {
        _skep.With("skep.yaml", "fail-on: high\nseverity: [critical, high]\n");

        Assert.Equal(1, await _skep.RunAsync("convert", "report.json"));
        Assert.Contains("skep.yaml of this folder sets --severity, --fail-on", _skep.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variable_outweighs_the_file_and_a_flag_both()
    {
        _skep.With("skep.yaml", "format: spdx\n");
        _skep.Variables["SKEP_FORMAT"] = "sarif";

        await _skep.RunAsync("convert", "report.json");
        Assert.Contains("sarif-2.1.0", _skep.Output, StringComparison.Ordinal);
        await _skep.RunAsync("convert", "report.json", "-f", "cyclonedx");
        Assert.Contains("CycloneDX", _skep.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_names_of_a_flag_are_known_to_variables_too()
    {
        _skep.Variables["SKEP_ONLY_FIXED"] = "true";

        await _skep.RunAsync("convert", "report.json");
        Assert.DoesNotContain("CVE-2022-27664", _skep.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fail_on: high")]
    [InlineData("fail-on: {a: b}")]
    [InlineData("- fail-on")]
    [InlineData("fail-on: enormous")]
    public async Task Mistake_in_the_file_is_a_usage_error(string text)
    {
        _skep.With("skep.yaml", text);

        Assert.Equal(2, await _skep.RunAsync("convert", "report.json"));
    }

    [Theory]
    [InlineData("output: stolen.json")]
    [InlineData("o: stolen.json")]
    [InlineData("cache-dir: /tmp")]
    [InlineData("exit-code: 0")]
    [InlineData("exit-on-eol: 0")]
    [InlineData("ignorefile: all.txt")]
    [InlineData("vex: all.json")]
    [InlineData("insecure: true")]
    [InlineData("no-verify: true")]
    [InlineData("ca-cert: theirs.pem")]
    [InlineData("registry-token: theirs")]
    [InlineData("username: theirs")]
    [InlineData("db-mirror: https://theirs.example")]
    [InlineData("quiet: true")]
    public async Task File_that_only_lies_there_may_not_write_weaken_or_redirect(string text)
    {
        _skep.With("skep.yaml", text);

        Assert.Equal(2, await _skep.RunAsync("convert", "report.json"));
        Assert.StartsWith("skep: skep.yaml:1: ", _skep.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_skep.Folder, "stolen.json")));
    }

    [Fact]
    public async Task File_that_is_named_may_set_everything()
    {
        _skep.With("skep.yaml", "output: out.json\nformat: json\nexit-code: 7\nfail-on: high\n");

        Assert.Equal(7, await _skep.RunAsync("convert", "report.json", "--config", "skep.yaml"));
        Assert.True(File.Exists(Path.Combine(_skep.Folder, "out.json")));
    }

    [Fact]
    public async Task File_that_lies_there_is_not_read_when_another_is_named()
    {
        _skep.With("skep.yaml", "output: stolen.json");
        _skep.Variables["SKEP_CONFIG"] = "/dev/null";

        Assert.Equal(0, await _skep.RunAsync("convert", "report.json"));
    }

    [Fact]
    public async Task Named_file_must_be_there() =>
        Assert.Equal(2, await _skep.RunAsync("convert", "report.json", "--config", "absent.yaml"));

    [Theory]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("5m0s", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("0", 0)]
    public void Times_are_read_as_people_type_them(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Duration.Parse("--timeout", text));

    [Theory]
    [InlineData("")]
    [InlineData("5d")]
    [InlineData("m")]
    [InlineData("-5s")]
    [InlineData("999999h")]
    public void What_is_no_time_is_refused(string text) =>
        Assert.Throws<SkepException>(() => Duration.Parse("--timeout", text));
}
