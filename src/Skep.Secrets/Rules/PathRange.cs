namespace Skep.Secrets.Rules;

/// <summary>The paths a rule or an exception is meant for.</summary>
internal sealed class PathRange(IReadOnlyList<PathGlob> include, IReadOnlyList<PathGlob> exclude)
{
    public static PathRange Everywhere { get; } = new([], []);

    public IReadOnlyList<PathGlob> Include { get; } = include;

    public IReadOnlyList<PathGlob> Exclude { get; } = exclude;

    public bool IsEverywhere => Include.Count == 0 && Exclude.Count == 0;

    public bool Holds(string path)
    {
        foreach (PathGlob glob in Exclude)
        {
            if (glob.Matches(path))
            {
                return false;
            }
        }

        foreach (PathGlob glob in Include)
        {
            if (glob.Matches(path))
            {
                return true;
            }
        }

        return Include.Count == 0;
    }
}
