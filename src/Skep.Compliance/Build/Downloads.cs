using Skep.Compliance.Shell;

namespace Skep.Compliance.Build;

/// <summary>Commands that fetch something from elsewhere.</summary>
internal static class Downloads
{
    private static readonly string[] Programs = ["curl", "wget", "fetch", "aria2c", "http", "axel"];

    private static readonly string[] LocalHosts = ["localhost", "127.0.0.1", "[::1]", "0.0.0.0",
        "host.docker.internal"];

    public static bool Is(ShellCommand command) => Programs.Contains(command.Program);

    /// <summary>The host that is asked without TLS; null when none is.</summary>
    public static string? PlainHost(ShellCommand command) =>
        Is(command)
            ? command.Arguments
                .Where(word => word.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
                .Select(Host)
                .FirstOrDefault(host => host.Length > 0 && !IsLocalHost(host))
            : null;

    /// <summary>Whether all it talks to is the container itself.</summary>
    public static bool IsLocal(ShellCommand command)
    {
        string[] hosts =
        [
            .. command.Arguments
                .Where(word => word.Contains("://", StringComparison.Ordinal))
                .Select(Host),
        ];
        return hosts.Length > 0 && hosts.All(IsLocalHost);
    }

    private static bool IsLocalHost(string host) => LocalHosts.Contains(host.Split(':')[0])
        || host.StartsWith("[::1]", StringComparison.Ordinal);

    private static string Host(string url)
    {
        string rest = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        int end = rest.AsSpan().IndexOfAny('/', '?', '#');
        rest = end < 0 ? rest : rest[..end];
        return rest[(rest.LastIndexOf('@') + 1)..];
    }
}
