namespace Skep.Core;

/// <summary>Something an image does or has that is no finding by itself, but worth comparing and judging.</summary>
/// <param name="Kind">One of <see cref="TraitKinds"/>.</param>
/// <param name="Name">What it is, one line, without secrets: <c>app uid=1000 gid=1000 shell=/bin/sh</c>.</param>
public sealed record Trait(string Kind, string Name)
{
    /// <summary>The file that shows it; the walk fills it in.</summary>
    public string Location { get; init; } = string.Empty;
}

/// <summary>The kinds of <see cref="Trait"/>.</summary>
public static class TraitKinds
{
    /// <summary>A user of <c>etc/passwd</c>: <c>name uid=N gid=N shell=PATH</c>.</summary>
    public const string User = "user";

    /// <summary>A line of a crontab: schedule, user and command.</summary>
    public const string Cron = "cron";

    /// <summary>A service that starts by itself: systemd unit, init script, supervisor program.</summary>
    public const string Service = "service";

    /// <summary>Something configured to listen: <c>sshd 22/tcp</c>.</summary>
    public const string Listener = "listener";

    /// <summary>A program that uses the network, as its imports say.</summary>
    public const string NetworkCode = "network-code";

    /// <summary>A data file of a class: <c>sqlite</c>, <c>keystore</c>, <c>sql-dump</c>, <c>core-dump</c>.</summary>
    public const string DataFile = "data-file";

    /// <summary>A file of at least 1 MiB: <c>SIZE HASH</c>, the hash of its beginning; to find copies.</summary>
    public const string LargeFile = "large-file";
}
