namespace Skep.Images.Walk;

/// <summary>Ends a walk that takes longer than its limit.</summary>
internal sealed class WalkClock(LayerWalkOptions options)
{
    private readonly long _start = options.Time.GetTimestamp();

    public void Check()
    {
        if (options.Time.GetElapsedTime(_start) > options.Limits.Duration)
        {
            throw new DamagedLayerException(
                $"layer took longer than {options.Limits.Duration}; the rest was not looked into");
        }
    }
}
