using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Volumes;

/// <summary>Which paths an image asks to be volumes.</summary>
internal sealed class VolumeCheck : ConfigCheck
{
    public static readonly ConfigRule Sensitive = new(
        "config/volumes/sensitive", Severity.Medium, "Sensitive path as a volume")
    {
        Description = "A volume over a system path invites mounting the host's, which hands the container the "
            + "host: its "
            + "passwords, its processes, or with the Docker socket all of it.",
        Advice = "Declare only the application's own data directory as VOLUME.",
        References = ["DKL-DI-0002", "CIS Docker Benchmark 5.6"],
    };

    private static readonly string[] Sockets =
    [
        "/var/run/docker.sock", "/run/docker.sock", "/var/run/containerd/containerd.sock",
        "/run/containerd/containerd.sock", "/var/run/crio/crio.sock", "/run/crio/crio.sock",
        "/run/podman/podman.sock",
    ];

    private static readonly string[] Paths =
    [
        "/", "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/root", "/run", "/sbin", "/sys", "/usr",
        "/usr/bin", "/usr/lib", "/usr/sbin", "/var/lib/docker", "/var/lib/kubelet", "/var/run",
    ];

    public override string Id => "config/volumes";

    public override IReadOnlyList<ConfigRule> Rules => [Sensitive];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files) =>
        (image.Configuration?.Volumes ?? [])
            .Select(volume => Judge(volume) is { } sighting
                ? sighting with { HistoryIndex = image.Configuration!.Last("VOLUME", volume) }
                : null)
            .OfType<Sighting>();

    public static Sighting? Judge(string volume)
    {
        string path = "/" + LayerPath.Parse(volume);
        bool isSocket = Sockets.Contains(path);
        return isSocket || Paths.Contains(path) || path.StartsWith("/root/.ssh", StringComparison.Ordinal)
            ? Sensitive.Sight($"VOLUME {path} is {(isSocket ? "the socket of a container runtime" : "a system path")}.")
                with
            { Severity = isSocket ? Severity.High : Sensitive.Severity, Subject = path }
            : null;
    }
}
