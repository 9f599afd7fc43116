using System.Runtime.InteropServices;
using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>Gives hard links the findings of the file they are a second name of.</summary>
/// <remarks>
/// Inspectors that choose by content see the same content under either name. One that chooses by path may want the
/// link and not its target; the target's content has gone by then, so a second walk has to show it (<see
/// cref="Pending"/>).
/// </remarks>
internal sealed class HardLinks(InspectorSet set)
{
    private readonly Dictionary<LayerPath, LayerPath> _targets = [];
    private readonly Dictionary<LayerPath, List<LayerPath>> _pending = [];
    private readonly List<int> _wanted = [];

    public IReadOnlyDictionary<LayerPath, List<LayerPath>> Pending => _pending;

    /// <summary>
    /// The findings of <paramref name="link"/>, as far as its target gives them; null when there are none.
    /// </summary>
    /// <param name="find">What was found in a file earlier in the layer.</param>
    public FileFindings? Add(LayerPath link, LayerPath target, Func<LayerPath, FileFindings?> find)
    {
        LayerPath file = _targets.GetValueOrDefault(target, target);
        if (file == link)
        {
            return null;
        }

        _targets[link] = file;
        _wanted.Clear();
        set.MatchPath(link.ToString(), _wanted);
        FileFindings? seen = find(file);
        int byGlob = _wanted.Count;
        if (_wanted.Exists(inspector => seen is null || !Saw(seen, inspector)))
        {
            byGlob = 0;
            ref List<LayerPath>? names = ref CollectionsMarshal.GetValueRefOrAddDefault(_pending, file, out _);
            (names ??= []).Add(link);
        }

        if (seen is null)
        {
            return null;
        }

        List<int> repeated = _wanted[..byGlob];
        foreach (int inspector in seen.ByMagic)
        {
            if (!_wanted.Contains(inspector))
            {
                repeated.Add(inspector);
            }
        }

        return seen.Under(link, [.. repeated], byGlob);
    }

    /// <summary>Another entry takes the place of <paramref name="path"/>.</summary>
    public void Forget(LayerPath path)
    {
        if (_targets.Remove(path))
        {
            foreach (List<LayerPath> names in _pending.Values)
            {
                names.Remove(path);
            }
        }
    }

    private static bool Saw(FileFindings seen, int inspector) =>
        seen.ByGlob.Contains(inspector) || seen.ByMagic.Contains(inspector);
}
