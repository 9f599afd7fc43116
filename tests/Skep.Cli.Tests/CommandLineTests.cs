using Skep.Core;
using Skep.Testing;

namespace Skep.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    /// <summary>Flags leave nothing out that a policy spoke of: here none did.</summary>
    private static readonly ScanReport Unjudged = SampleScan.Report with { Policy = null };

    private readonly CommandRun _skep = new();

    public void Dispose() => _skep.Dispose();

    [Fact]
    public async Task Version_is_printed()
    {
        Assert.Equal(0, await _skep.RunAsync("version"));
        Assert.StartsWith("skep ", _skep.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_command_help_goes_to_stderr_and_it_is_a_usage_error()
    {
        Assert.Equal(2, await _skep.RunAsync());
        Assert.Contains("image", _skep.Error, StringComparison.Ordinal);
        Assert.Empty(_skep.Output);
    }

    [Fact]
    public async Task Image_typed_as_a_command_is_answered_with_the_right_line()
    {
        Assert.Equal(2, await _skep.RunAsync("nginx:1.25"));
        Assert.Contains("skep image nginx:1.25", _skep.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_a_command_ends_with_examples()
    {
        Assert.Equal(0, await _skep.RunAsync("image", "--help"));
        Assert.Contains("Examples:", _skep.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image", "x", "--severity", "red")]
    [InlineData("image", "x", "--format", "pdf")]
    [InlineData("image", "x", "--timeout", "soon")]
    [InlineData("image", "x", "--scanners", "webshell")]
    [InlineData("image", "x", "--no-such-flag")]
    [InlineData("image")]
    [InlineData("convert", "absent.json")]
    [InlineData("rootfs", "absent")]
    public async Task Wrong_use_exits_with_2_and_says_why_on_stderr(params string[] arguments)
    {
        Assert.Equal(2, await _skep.RunAsync(arguments));
        Assert.StartsWith("skep: ", _skep.Error, StringComparison.Ordinal);
        Assert.Empty(_skep.Output);
    }

    [Theory]
    [InlineData("did you mean: skep image nginx:1", "imgae", "nginx:1")]
    [InlineData("did you mean: skep image nginx:1", "scan", "nginx:1")]
    [InlineData("did you mean: skep rootfs /mnt", "fs", "/mnt")]
    [InlineData("did you mean: skep db update", "db", "updte")]
    [InlineData("did you mean --severity?", "image", "x", "--severty", "high")]
    [InlineData("did you mean --format?", "convert", "x", "--formt", "json")]
    [InlineData("did you mean sarif?", "convert", "x", "-f", "sarf")]
    [InlineData("--exit-code: 'many' is not a number", "image", "x", "--exit-code", "many")]
    [InlineData("flags come after the command: skep --help", "--severity", "high")]
    [InlineData("'--foo' is not a flag of skep db\n", "db", "--foo")]
    [InlineData("bash, zsh, fish and pwsh", "completion", "tcsh")]
    public async Task Slip_is_answered_with_what_was_meant(string answer, params string[] arguments)
    {
        Assert.Equal(2, await _skep.RunAsync(arguments));
        Assert.Contains(answer, _skep.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', _skep.Error);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("help", "image")]
    public async Task Help_is_a_command_too(params string[] arguments)
    {
        Assert.Equal(0, await _skep.RunAsync(arguments));
        Assert.Contains("Usage:", _skep.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_flags_leave_out_is_said()
    {
        await _skep.With(SampleScan.Report).RunAsync("convert", "report.json", "--severity", "low");
        Assert.Contains("findings left out by flags", _skep.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Image_that_cannot_be_read_exits_with_3()
    {
        Assert.Equal(3, await _skep.RunAsync("image", "--input", "absent.tar", "--cache-dir", _skep.Folder));
        Assert.Contains("absent.tar", _skep.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table", "CVE-2021-44228")]
    [InlineData("json", "skep-report")]
    [InlineData("sarif", "2.1.0")]
    [InlineData("cyclonedx", "CycloneDX")]
    [InlineData("spdx", "SPDX-2.3")]
    public async Task Stored_report_is_converted(string format, string expected)
    {
        Assert.Equal(0, await _skep.With(SampleScan.Report).RunAsync("convert", "report.json", "-f", format));
        Assert.Contains(expected, _skep.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_goes_to_the_file_named()
    {
        Assert.Equal(0, await _skep.With(SampleScan.Report).RunAsync("convert", "report.json", "-o", "out.txt"));
        Assert.Empty(_skep.Output);
        Assert.Contains("libssl1.1", File.ReadAllText(Path.Combine(_skep.Folder, "out.txt")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1, "--fail-on", "high")]
    [InlineData(1, "--fail-on", "HIGH", "--severity", "CRITICAL,HIGH")]
    [InlineData(3, "--fail-on", "critical", "--severity", "low")]
    [InlineData(7, "--fail-on", "high", "--exit-code", "7")]
    [InlineData(5, "--exit-code", "5")]
    [InlineData(0, "--exit-code", "0", "--fail-on", "high")]
    [InlineData(9, "--exit-on-eol", "9")]
    [InlineData(1, "--exit-on-eol", "9", "--fail-on", "high")]
    [InlineData(3, "--exit-on-eol", "9", "--fail-on", "critical", "--severity", "low")]
    public async Task Exit_code_says_what_policy_made_of_it(int expected, params string[] flags) =>
        Assert.Equal(expected, await _skep.With(Unjudged).RunAsync(["convert", "report.json", .. flags]));

    [Fact]
    public async Task Clean_report_passes_every_gate() =>
        Assert.Equal(
            0,
            await _skep.With(
                SampleScan.Clean).RunAsync("convert", "report.json", "--fail-on", "unknown", "--exit-on-eol", "9"));

    [Theory]
    [InlineData(0)]
    [InlineData(3, "--fail-on", "high")]
    [InlineData(9, "--fail-on", "high", "--exit-on-eol", "9")]
    [InlineData(0, "--fail-on", "high", "--exit-on-eol", "0")]
    public async Task End_of_life_that_is_all_that_is_amiss_has_a_code_of_its_own(int expected, params string[] flags)
    {
        CoverageGap gap = new(CoverageGap.EndOfLife, "gets no fixes");
        ScanReport report = SampleScan.Clean with { Coverage = new Coverage { IsEndOfLife = true, Gaps = [gap] } };

        Assert.Equal(expected, await _skep.With(report).RunAsync(["convert", "report.json", .. flags]));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(3, "--exit-code", "0")]
    [InlineData(3, "--exit-on-eol", "9")]
    [InlineData(1, "--fail-on", "high")]
    public async Task Damaged_image_never_passes_gate_or_no_gate(int expected, params string[] flags)
    {
        ScanReport damaged = SampleScan.Report with
        {
            Coverage = new Coverage
            {
                IsEndOfLife = true,
                Gaps = [new CoverageGap(CoverageGap.ImageDamaged, "layer 1 ends early")],
            },
        };

        Assert.Equal(expected, await _skep.With(damaged).RunAsync(["convert", "report.json", .. flags]));
        Assert.True(expected == 1 || _skep.Error.Contains("layer 1 ends early", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ignore_file_of_the_folder_is_read_and_its_mistakes_are_said()
    {
        _skep.With(SampleScan.Report).With(".skepignore", "CVE-2021-44228 # fixed by a flag\nnonsense:\n");

        Assert.Equal(0, await _skep.RunAsync("convert", "report.json", "--show-suppressed"));
        Assert.Contains("fixed by a flag", _skep.Output, StringComparison.Ordinal);
        Assert.Contains(".skepignore:2", _skep.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".skepignore.yaml")]
    [InlineData(".trivyignore.yaml")]
    public async Task Ignore_file_in_yaml_is_read_too(string file)
    {
        _skep.With(SampleScan.Report).With(file, "vulnerabilities:\n  - id: CVE-2021-44228\n    statement: a flag\n");

        Assert.Equal(0, await _skep.RunAsync("convert", "report.json", "--show-suppressed"));
        Assert.Contains("a flag", _skep.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Escape_sequences_in_an_error_do_not_reach_the_terminal()
    {
        await _skep.RunAsync("convert", "\u001b[2Jx.json");
        Assert.DoesNotContain('\u001b', _skep.Error);
    }

    [Theory]
    [InlineData("skep image x -f ", "sarif")]
    [InlineData("skep im", "image")]
    [InlineData("skep db up", "update")]
    [InlineData("skep image --fail", "--fail-on")]
    public async Task Words_are_completed(string typed, string expected)
    {
        Assert.Equal(0, await _skep.RunAsync($"[suggest:{typed.Length}]", typed));
        Assert.Contains(expected, _skep.Output.Split('\n').Select(line => line.Trim()));
        Assert.DoesNotContain("/?", _skep.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash", "complete -F _skep skep")]
    [InlineData("zsh", "#compdef skep")]
    [InlineData("fish", "complete -c skep")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Completion_script_is_printed(string shell, string expected)
    {
        Assert.Equal(0, await _skep.RunAsync("completion", shell));
        Assert.Contains(expected, _skep.Output, StringComparison.Ordinal);
    }
}
