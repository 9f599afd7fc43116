using Skep.Testing;

namespace Skep.EndToEnd.Tests.EverythingWrong;

/// <summary>Malware engines that fail: said in the coverage, and 3 where a policy demands them.</summary>
public sealed class EngineTests : IDisposable
{
    /// <summary>Blocks malware, and demands that ClamAV has looked.</summary>
    internal const string Policy = """
        name: looked at by ClamAV
        rules:
          - name: no malware, and ClamAV has looked
            action: block
            requires: {engines: [clamav]}
            when: {scanner: malware}

        """;

    private readonly SkepCommand _skep = new();

    public void Dispose() => _skep.Dispose();

    [Theory]
    [InlineData("tcp://127.0.0.1:9")]
    [InlineData("unix:/nonexistent/clamd.sock")]
    public async Task An_engine_that_cannot_be_reached_is_a_gap_and_never_a_pass_where_it_is_demanded(string address)
    {
        Write();
        SkepRun asked = await Scan("--clamd", address, "-f", "json");
        SkepRun demanded = await Scan("--clamd", address, "--policy", "policy.yaml");

        Assert.Contains("engine/clamav", asked.Exits(0).Gaps);
        demanded.Exits(3);
    }

    [Fact]
    public async Task An_engine_that_is_not_set_up_is_no_gap_but_never_a_pass_where_it_is_demanded()
    {
        Write();

        Assert.DoesNotContain("engine/clamav", (await Scan("-f", "json")).Exits(0).Gaps);
        (await Scan("--policy", "policy.yaml")).Exits(3);
    }

    [Fact]
    public async Task A_rule_of_YARA_that_does_not_compile_is_a_gap_that_names_it_and_the_others_run()
    {
        Write();
        _skep.File("rules/bad.yar", "rule broken { condition: nothing_of_that_name }\n");
        _skep.File("rules/good.yar", "rule marked { strings: $a = \"HIVE-MARK\" condition: $a }\n");

        SkepRun run = await Scan("--yara-rules", "rules", "-f", "json");

        Assert.Contains("engine/yara", run.Exits(0).Gaps);
        Assert.Contains("bad.yar", run.Output, StringComparison.Ordinal);
        Assert.Contains("malware/yara", run.Output, StringComparison.Ordinal);
    }

    private void Write()
    {
        _skep.File("policy.yaml", Policy);
        _skep.File(
            "image.tar",
            new SampleImage().Layer("COPY x", ("bin/tool.sh", "#!/bin/sh\n# HIVE-MARK\n")).DockerArchive());
    }

    private Task<SkepRun> Scan(params string[] flags) => _skep.RunAsync(
        ["image", "--input", "image.tar", "--offline", "--scanners", "malware", .. flags]);
}
