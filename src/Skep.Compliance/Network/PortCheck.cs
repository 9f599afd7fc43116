using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Network;

/// <summary>Which ports an image says it opens.</summary>
internal sealed class PortCheck : ConfigCheck
{
    public static readonly ConfigRule RemoteAccess = new(
        "config/network/remote-access-port", Severity.Medium, "Port of a remote-control service")
    {
        Description = "Services such as SSH, RDP, VNC or the Docker API give whoever reaches them control over the "
            + "container or the host. Containers are entered through their runtime.",
        Advice = "Remove the service and its EXPOSE; enter the container with docker exec or kubectl exec.",
        References = ["hadolint DL3011", "trivy DS-0004"],
    };

    public static readonly ConfigRule Privileged = new(
        "config/network/privileged-port", Severity.Negligible, "Port below 1024")
    {
        Description = "Listening below 1024 needs root or NET_BIND_SERVICE on many hosts.",
        Advice = "Listen on a port from 1024 on and map it when the container is run.",
    };

    public override string Id => "config/network";

    public override IReadOnlyList<ConfigRule> Rules => [RemoteAccess, Privileged];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        foreach (string port in image.Configuration?.ExposedPorts ?? [])
        {
            foreach (Sighting sighting in Judge(port))
            {
                yield return sighting with
                {
                    HistoryIndex = image.Configuration!.Last("EXPOSE", port.Split('/')[0]),
                };
            }
        }
    }

    /// <param name="port">As <c>8080/tcp</c> or <c>7000-7005</c>.</param>
    public static IEnumerable<Sighting> Judge(string port)
    {
        if (!Ports.TryRead(port, out int first, out int last))
        {
            yield break;
        }

        bool isRemote = false;
        for (int number = first; number <= last && !isRemote; number++)
        {
            if (Ports.RemoteService(number) is { } service)
            {
                isRemote = true;
                Severity severity = number == 2375 ? Severity.High : RemoteAccess.Severity;
                yield return RemoteAccess.Sight($"EXPOSE {port} opens {number}, the port of {service}.") with
                {
                    Severity = severity,
                    Subject = port,
                };
            }
        }

        if (!isRemote && first < Ports.FirstUnprivileged)
        {
            yield return Privileged.Sight($"EXPOSE {port} is below {Ports.FirstUnprivileged}.") with { Subject = port };
        }
    }
}
