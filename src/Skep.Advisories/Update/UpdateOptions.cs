using Skep.Core;

namespace Skep.Advisories.Update;

/// <summary>How upstream is asked.</summary>
public sealed record UpdateOptions
{
    /// <summary>
    /// An address that stands in for every upstream's host: <c>https://mirror.corp/feeds</c>, then upstream's
    /// path.
    /// </summary>
    public Uri? Mirror { get; init; }

    /// <summary>Plain HTTP is allowed to hosts other than this one.</summary>
    public bool Insecure { get; init; }

    /// <summary>How often a file is asked for before it counts as failed.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>How often a host that does not accept a connection is tried.</summary>
    public int ConnectAttempts { get; init; } = 3;

    /// <summary>The wait before the second attempt; it doubles with each further one.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait that a server may ask for; one that wants more has failed.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest silence within an answer.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest file. The largest real one, NVD and OSV's npm among them, has less than 1 GB.</summary>
    public ByteSize MaxFile { get; init; } = ByteSize.Mebibytes(4096);

    /// <summary>Files fetched side by side.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>
    /// For a fetch that a scan waits for: one short try, and what fails is left to <c>skep db update</c>.
    /// </summary>
    public UpdateOptions OnDemand() => this with
    {
        Attempts = 2,
        ConnectAttempts = 1,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        ReadTimeout = TimeSpan.FromSeconds(10),
        MaxDelay = TimeSpan.FromSeconds(5),
    };
}
