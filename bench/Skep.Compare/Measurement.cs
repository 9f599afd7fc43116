namespace Skep.Compare;

/// <summary>What one run of a command cost.</summary>
/// <param name="User">CPU time of the program, its threads and children.</param>
/// <param name="System">CPU time of the kernel on its behalf.</param>
/// <param name="PeakMemory">The largest resident set, in MiB; null where GNU time is not installed.</param>
internal sealed record Measurement(
    TimeSpan User, TimeSpan System, TimeSpan Wall, double? PeakMemory, int ExitCode)
{
    public double Cpu => (User + System).TotalMilliseconds;
}
