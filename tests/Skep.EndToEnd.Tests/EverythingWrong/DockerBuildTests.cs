using System.Text;
using System.Text.Json;
using Skep.Testing;

namespace Skep.EndToEnd.Tests.EverythingWrong;

/// <summary>The same image built by a real <c>docker build</c>, and scanned where the daemon keeps it.</summary>
public sealed class DockerBuildTests : IDisposable
{
    // The daemon would have to fetch it.
    private static readonly string[] Unbuilt = ["config/build/add-url"];

    private readonly SkepCommand _skep = new();

    private string Host => $"unix://{_skep.PathOf("d.sock")}";

    public void Dispose() => _skep.Dispose();

    [Fact]
    public async Task Each_planted_thing_is_found_once_in_the_layer_that_docker_made_of_its_instruction()
    {
        await WriteContextAsync();
        using EngineProcess daemon = await EngineProcess.StartAsync(
            "dockerd", "API listen on",
            "--data-root", _skep.PathOf("data"),
            "--exec-root", _skep.PathOf("exec"),
            "--pidfile", _skep.PathOf("pid"),
            "--host", Host,
            "--iptables=false", "--ip6tables=false", "--bridge=none");
        await EngineProcess.RunAsync(
            "env", "DOCKER_BUILDKIT=0", "docker", "--host", Host, "build", "--network", "none", "-q", "-t", "wrong:1",
            _skep.PathOf("context"));
        _skep.Variables["DOCKER_HOST"] = Host;

        SkepRun run = (await _skep.RunAsync("image", "docker:wrong:1", "--offline", "-f", "json")).Exits(0);

        Assert.All(
            EverythingWrongImage.All.Where(planted => !Unbuilt.Contains(planted.Rule)),
            planted => Judge(run, planted));
    }

    private static void Judge(SkepRun run, Planted planted)
    {
        JsonElement finding = Assert.Single(run.Report.List("findings"), finding =>
            Text(finding, "rule") == planted.Rule
            && Text(finding, "location") == planted.Location
            && (planted.Subject is null || Text(finding, "subject") == planted.Subject));
        if (planted.Location.Length == 0)
        {
            return;
        }

        string[] layers =
        [
            .. EverythingWrongImage.Steps.Where(step => step.Tar is not null).Select(step => step.Instruction),
        ];
        Assert.Equal(1 + Array.IndexOf(layers, planted.Instruction), finding.GetProperty("layerIndex").GetInt32());
        Assert.StartsWith("ADD file:", Text(finding, "instruction"), StringComparison.Ordinal);
        Assert.Equal(planted.IsRemoved, finding.GetProperty("isRemoved").GetBoolean());
    }

    // Nothing can be run in an image from scratch but what it brings: busybox removes the key.
    private async Task WriteContextAsync()
    {
        EngineProcess.RequireProgram("busybox");
        var tools = new TarBuilder();
        string libraries = await EngineProcess.RunAsync("ldd", "/usr/bin/busybox");
        IEnumerable<string> words = libraries.Split([' ', '\t', '\n']).Where(word => word is ['/', ..]);
        foreach (string path in words.Append("/usr/bin/busybox"))
        {
            tools.File(path[1..], await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), 0x1ed);
        }

        _skep.File("context/tools.tar", tools.End());
        var file = new StringBuilder("FROM scratch\nADD tools.tar /\n");
        for (int i = 0; i < EverythingWrongImage.Steps.Count; i++)
        {
            (string instruction, byte[]? tar) = EverythingWrongImage.Steps[i];
            if (instruction == EverythingWrongImage.Removal)
            {
                file.AppendLine("RUN [\"/usr/bin/busybox\", \"rm\", \"/root/.ssh/id_rsa\"]");
            }
            else if (tar is null)
            {
                file.AppendLine(instruction);
            }
            else
            {
                _skep.File($"context/{i}.tar", tar);
                file.AppendLine($"ADD {i}.tar /");
            }
        }

        _skep.File("context/Dockerfile", file.ToString());
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? value.GetString()! : string.Empty;
}
