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
