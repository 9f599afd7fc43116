using Skep.Testing;

namespace Skep.EndToEnd.Tests.Life;

public sealed class ExitCodeTests : IDisposable
{
    private readonly SkepCommand _skep = new();

    public void Dispose() => _skep.Dispose();

    [Theory]
    [InlineData(1, "--fail-on", "high")]
    [InlineData(1, "--fail-on", "critical")]
    [InlineData(6, "--exit-code", "6")]
    [InlineData(0)]
    [InlineData(0, "--fail-on", "high", "--exit-code", "0")]
    public async Task Vulnerable_image_breaks_the_policy_that_asks(int expected, params string[] flags)
    {
        await Samples.ImportAsync(_skep);
        _skep.File("image.tar", Samples.Vulnerable().DockerArchive());
        (await _skep.RunAsync(["image", "--input", "image.tar", .. flags])).Exits(expected);
    }

    [Fact]
    public async Task Clean_image_passes()
    {
        await Samples.ImportAsync(_skep);
        _skep.File("image.tar", Samples.Clean().DockerArchive());
        (await _skep.RunAsync("image", "--input", "image.tar", "--scanners", "vuln", "--fail-on", "unknown")).Exits(0);
    }

    [Fact]
    public async Task Starter_set_alone_is_too_little_to_pass_a_gate()
    {
        _skep.File("image.tar", Samples.Clean().DockerArchive());
        (await _skep.RunAsync("image", "--input", "image.tar", "--offline", "--fail-on", "high")).Exits(3);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("image", "x", "--no-such-flag")]
    [InlineData("image", "x", "--severity", "purple")]
    [InlineData("frobnicate")]
    public async Task Wrong_use_exits_with_2_and_a_clean_stdout(params string[] arguments)
    {
        SkepRun run = await _skep.RunAsync(arguments);
        Assert.Empty(run.Exits(2).Output);
        Assert.StartsWith("skep: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_image_exits_with_3()
    {
        _skep.File("image.tar", "this is no archive");
        Assert.Empty((await _skep.RunAsync("image", "--input", "image.tar")).Exits(3).Output);
    }

    [Fact]
    public async Task Outdated_distribution_exits_with_the_code_asked_for()
    {
        _skep.File("image.tar", Samples.Outdated().DockerArchive());
        (await _skep.RunAsync("image", "--input", "image.tar", "--exit-on-eol", "9")).Exits(9);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_ends_a_scan_that_waits_for_its_input(string signal)
    {
        byte[] archive = Samples.Vulnerable().DockerArchive();
        SkepRun run = await _skep.WaitAsync(signal, archive[..512], "image", "--input", "-");

        Assert.Empty(run.Exits(130).Output);
        Assert.InRange(run.TimeToEnd, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Time_that_is_over_exits_with_3()
    {
        SkepRun run = await _skep.WaitAsync(signal: null, [], "image", "--input", "-", "--timeout", "1s");
        Assert.Contains("gave up", run.Exits(3).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Altered_archive_is_reported_as_damaged_and_never_passes()
    {
        await Samples.ImportAsync(_skep);
        SampleImage image = Samples.Vulnerable();
        (string Name, byte[] Content)[] files = SampleImage.DockerFiles((image, "sample:1"));
        files[0].Content = SampleImage.Tar([.. new[] { Samples.Module("beehive", "2.0.0") }
            .Select(file => (file.Name, System.Text.Encoding.UTF8.GetBytes(file.Text)))]);
        _skep.File("image.tar", SampleImage.Tar(files));

        SkepRun run = await _skep.RunAsync("image", "--input", "image.tar", "-f", "json");

        Assert.Contains("image/damaged", run.Exits(3).Gaps);
    }
}
