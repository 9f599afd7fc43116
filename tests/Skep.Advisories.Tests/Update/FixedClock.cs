namespace Skep.Advisories.Tests.Update;

/// <summary>A clock that stands where the test puts it; waits take real time.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
