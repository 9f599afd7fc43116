using Skep.Core;

namespace Skep.Secrets.Rules;

/// <summary>The paths a rule or an exception is meant for.</summary>
internal sealed class PathRange(IReadOnlyList<PathGlob> include, IReadOnlyList<PathGlob> exclude)
{
    private readonly PathGlob[] _include = [.. include];
    private readonly PathGlob[] _exclude = [.. exclude];

    public static PathRange Everywhere { get; } = new([], []);

    public IReadOnlyList<PathGlob> Include => _include;

    public IReadOnlyList<PathGlob> Exclude => _exclude;

    public bool IsEverywhere => Include.Count == 0 && Exclude.Count == 0;

    public bool Holds(string path)
    {
        foreach (PathGlob glob in _exclude)
        {
            if (glob.Matches(path))
            {
                return false;
            }
        }

        foreach (PathGlob glob in _include)
        {
            if (glob.Matches(path))
            {
                return true;
            }
        }

        return _include.Length == 0;
    }
}
