using Skep.Core;

namespace Skep.Compliance.Tests.Rules;

/// <summary>Something that a rule is asked about, and what it is to answer.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Fires">Whether the rule is to report it.</param>
/// <param name="Name">What it is about, for the test's name.</param>
internal sealed record RuleCase(string Rule, bool Fires, string Name, Func<IEnumerable<Sighting>> Judge)
{
    public static readonly DateTimeOffset Now = new(2026, 3, 14, 0, 0, 0, TimeSpan.Zero);

    public override string ToString() => $"{Rule} {(Fires ? "fires" : "is quiet")}: {Name}";

    /// <summary>A case of an image that differs from a decent one.</summary>
    public static RuleCase Image(
        string rule, bool fires, string name, Func<ImageInventory, ImageInventory> change, IFileTree? files = null) =>
        new(rule, fires, name, () => Checks.All(Now).SelectMany(
            check => check.Check(change(Decent), files ?? TestTree.Unknown)));

    /// <summary>A case of an image's configuration.</summary>
    public static RuleCase Config(
        string rule, bool fires, string name, Func<ImageConfiguration, ImageConfiguration> change) =>
        Image(rule, fires, name, image => image with { Configuration = change(image.Configuration!) });

    /// <summary>A case of instructions in an image's history.</summary>
    public static RuleCase InHistory(string rule, bool fires, string text) =>
        Config(rule, fires, "history: " + text, c => c with
        {
            History = [.. text.Split('\n').Select((line, index) => new HistoryEntry(line, index))],
        });

    /// <summary>A case of instructions in a Dockerfile whose base and end are fine, and that has no
    /// .dockerignore.</summary>
    public static RuleCase InDockerfile(string rule, bool fires, string text) =>
        OfFile(rule, fires, $"FROM debian:12@sha256:00\nHEALTHCHECK CMD x\n{text}\nUSER 10001\n");

    /// <summary>A case of a whole Dockerfile.</summary>
    public static RuleCase OfFile(string rule, bool fires, string text) =>
        new(rule, fires, text, () => DockerfileScan.Judge("Dockerfile", text, hasIgnoreFile: false)
            .Findings.Select(finding => finding.Sighting));

    /// <summary>An image of which no rule should have anything to say.</summary>
    public static ImageInventory Decent { get; } = new()
    {
        Image = new ImageIdentity { Name = "app:1", Platform = "linux/amd64", Created = Now.AddDays(-3) },
        Configuration = new ImageConfiguration
        {
            User = "10001",
            Environment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
            Entrypoint = ["/usr/bin/app"],
            WorkingDirectory = "/app",
            ExposedPorts = ["8080/tcp"],
            HealthCheck = ["CMD", "/usr/bin/app", "--check"],
            Labels = new Dictionary<string, string>
            {
                ["org.opencontainers.image.source"] = "https://git.example/app",
                ["org.opencontainers.image.revision"] = "0123456",
                ["org.opencontainers.image.version"] = "1",
            },
        },
    };
}
