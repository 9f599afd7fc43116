using System.Text.Json;

namespace Skep.EndToEnd.Tests.Life;

public sealed class OutputTests : IDisposable
{
    private readonly SkepCommand _skep = new();

    public OutputTests() => _skep.File("image.tar", Samples.Vulnerable().DockerArchive());

    public void Dispose() => _skep.Dispose();

    [Theory]
    [InlineData("json", "schema", "skep-report")]
    [InlineData("sarif", "version", "2.1.0")]
    [InlineData("cyclonedx", "bomFormat", "CycloneDX")]
    [InlineData("spdx", "spdxVersion", "SPDX-2.3")]
    public async Task Machine_format_is_the_whole_of_stdout_or_of_a_file(string format, string key, string value)
    {
        await Samples.ImportAsync(_skep);
        SkepRun printed = await _skep.RunAsync("image", "--input", "image.tar", "-f", format);
        SkepRun written = await _skep.RunAsync("image", "--input", "image.tar", "-f", format, "-o", "out");

        Assert.Equal(value, printed.Exits(0).Document.GetProperty(key).GetString());
        Assert.Empty(written.Exits(0).Output);
        using var file = JsonDocument.Parse(File.ReadAllBytes(_skep.PathOf("out")));
        Assert.Equal(value, file.RootElement.GetProperty(key).GetString());
        if (format != "spdx")
        {
            Assert.Contains(Samples.Id, printed.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Table_in_a_pipe_has_no_escape_sequences()
    {
        await Samples.ImportAsync(_skep);
        _skep.Variables["NO_COLOR"] = "1";
        SkepRun run = await _skep.RunAsync("image", "--input", "image.tar");
        Assert.Contains(Samples.Id, run.Exits(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output + run.Error);
    }

    [Fact]
    public async Task Stored_report_is_judged_and_written_again()
    {
        await Samples.ImportAsync(_skep);
        (await _skep.RunAsync("image", "--input", "image.tar", "-f", "json", "-o", "report.json")).Exits(0);

        SkepRun run = await _skep.RunAsync("convert", "report.json", "-f", "cyclonedx", "--fail-on", "high");

        Assert.Equal("CycloneDX", run.Exits(1).Document.GetProperty("bomFormat").GetString());
    }

    [Fact]
    public async Task Bill_of_materials_has_the_findings_of_its_image()
    {
        await Samples.ImportAsync(_skep);
        (await _skep.RunAsync("image", "--input", "image.tar", "-f", "cyclonedx", "-o", "bom.json")).Exits(0);
        Assert.Equal([Samples.Id], (await _skep.RunAsync("sbom", "bom.json", "-f", "json")).Exits(0).Findings);
    }

    [Fact]
    public async Task Finding_is_explained_by_its_layer_and_its_fix()
    {
        await Samples.ImportAsync(_skep);
        SkepRun run = await _skep.RunAsync("explain", Samples.Id, "archive:image.tar");
        Assert.Contains("COPY app", run.Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("2.0.0", run.Output, StringComparison.Ordinal);
        (await _skep.RunAsync("explain", "CVE-1999-0001", "archive:image.tar")).Exits(1);
    }

    [Theory]
    [InlineData(".trivyignore")]
    [InlineData(".skepignore")]
    public async Task Ignored_finding_breaks_no_policy(string file)
    {
        await Samples.ImportAsync(_skep);
        _skep.File(file, Samples.Id + "\n");
        SkepRun run = await _skep.RunAsync("image", "--input", "image.tar", "-f", "json", "--fail-on", "high");
        Assert.Empty(run.Exits(0).Findings);
        Assert.Single(run.Report.List("suppressed"));
    }

    [Fact]
    public async Task Completion_and_version_are_printed()
    {
        SkepRun completion = await _skep.RunAsync("completion", "bash");
        SkepRun version = await _skep.RunAsync("version");
        Assert.Contains("complete", completion.Exits(0).Output, StringComparison.Ordinal);
        Assert.StartsWith("skep ", version.Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_without_any_tool_uses_prepared_files_and_finds_something()
    {
        _skep.Variables["PATH"] = string.Empty;
        SkepRun run = await _skep.RunAsync("demo", "-f", "json");
        Assert.Contains("CVE-2018-16487", run.Exits(0).Findings);
        Assert.Contains("prepared files", run.Error, StringComparison.Ordinal);
    }
}
