using System.Globalization;

namespace Skep.Compliance.Network;

/// <summary>What is known of the ports that images open.</summary>
internal static class Ports
{
    /// <summary>Below this one only root, or a process with NET_BIND_SERVICE, may listen.</summary>
    public const int FirstUnprivileged = 1024;

    private const int Highest = 65535;

    private static readonly Dictionary<int, string> Remote = new()
    {
        [21] = "FTP",
        [22] = "SSH",
        [23] = "telnet",
        [69] = "TFTP",
        [111] = "portmapper",
        [135] = "Windows RPC",
        [139] = "NetBIOS",
        [445] = "SMB",
        [512] = "rexec",
        [513] = "rlogin",
        [514] = "rsh",
        [873] = "rsync",
        [2375] = "the Docker API without TLS",
        [2376] = "the Docker API",
        [3389] = "RDP",
        [5800] = "VNC over HTTP",
        [5900] = "VNC",
        [5985] = "WinRM",
        [6000] = "X11",
        [10250] = "the kubelet API",
    };

    /// <summary>The service that hands out control over a machine on this port; null for others.</summary>
    public static string? RemoteService(int port) => Remote.GetValueOrDefault(port);

    /// <summary>First and last port of <c>8080</c>, <c>8080/tcp</c> or <c>7000-7005/udp</c>.</summary>
    public static bool TryRead(string text, out int first, out int last)
    {
        string range = text.Split('/')[0];
        int dash = range.IndexOf('-', StringComparison.Ordinal);
        last = 0;
        return TryNumber(dash < 0 ? range : range[..dash], out first)
            && TryNumber(dash < 0 ? range : range[(dash + 1)..], out last)
            && first <= last;
    }

    private static bool TryNumber(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= Highest;
}
