namespace Skep.EndToEnd.Tests.Life;

/// <summary>Where a flag's value comes from.</summary>
public sealed class SettingsTests : IDisposable
{
    private static readonly string[] Scan = ["image", "--input", "image.tar"];

    private readonly SkepCommand _skep = new();

    public SettingsTests() => _skep.File("image.tar", Samples.Vulnerable().DockerArchive());

    public void Dispose() => _skep.Dispose();

    [Fact]
    public async Task Flag_outweighs_variable_and_variable_outweighs_file()
    {
        await Samples.ImportAsync(_skep);
        _skep.File("skep.yaml", "fail-on: critical\n");
        SkepRun file = await _skep.RunAsync(Scan);
        _skep.Variables["SKEP_EXIT_CODE"] = "7";
        SkepRun variable = await _skep.RunAsync(Scan);
        SkepRun flag = await _skep.RunAsync([.. Scan, "--exit-code", "8"]);

        Assert.Contains("skep.yaml of this folder sets --fail-on", file.Exits(1).Error, StringComparison.Ordinal);
        variable.Exits(7);
        flag.Exits(8);
    }

    [Fact]
    public async Task File_of_a_checkout_cannot_write_files()
    {
        _skep.File("skep.yaml", "output: stolen.json\n");
        (await _skep.RunAsync(Scan)).Exits(2);
        Assert.False(File.Exists(_skep.PathOf("stolen.json")));
    }

    [Fact]
    public async Task Cache_folder_comes_from_a_variable_too()
    {
        _skep.Variables["SKEP_CACHE_DIR"] = "elsewhere";
        (await _skep.RunAsync([.. Scan, "--offline"])).Exits(0);
        Assert.True(Directory.Exists(_skep.PathOf("elsewhere")));
    }
}
