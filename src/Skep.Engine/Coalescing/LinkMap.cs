using Skep.Core;

namespace Skep.Engine.Coalescing;

/// <summary>The symbolic links a container would see, and where they lead.</summary>
internal sealed class LinkMap
{
    // As many as Linux follows before it answers ELOOP.
    private const int MaxHops = 40;

    private readonly Overlay _overlay;

    // The highest of each name: whatever is below it is hidden by it.
    private readonly Dictionary<LayerPath, (int Layer, string Target)> _links = [];

    public LinkMap(IReadOnlyList<LayerInventory> layers, Overlay overlay)
    {
        _overlay = overlay;
        for (int i = 0; i < layers.Count; i++)
        {
            foreach (LayerLink link in layers[i].Links)
            {
                if (!link.IsHard)
                {
                    _links[link.Path] = (i, link.Target);
                }
            }
        }
    }

    /// <summary>
    /// Where <paramref name="path"/> leads once every link on the way is followed, as a kernel resolves it below
    /// the root.
    /// </summary>
    /// <returns>Null when the links go round in circles.</returns>
    public LayerPath? Resolve(LayerPath path)
    {
        if (_links.Count == 0)
        {
            return path;
        }

        for (int hops = 0; hops < MaxHops; hops++)
        {
            if (FollowFirst(path) is not { } next)
            {
                return path;
            }

            path = next;
        }

        return null;
    }

    private LayerPath? FollowFirst(LayerPath path)
    {
        string text = path.ToString();
        for (int end = text.IndexOf('/'); ; end = text.IndexOf('/', end + 1))
        {
            LayerPath prefix = LayerPath.Parse(end < 0 ? text : text[..end]);
            if (_links.TryGetValue(prefix, out (int Layer, string Target) link)
                && !_overlay.IsHidden(prefix, link.Layer))
            {
                LayerPath resolved = prefix.ResolveLink(link.Target);
                return end < 0 ? resolved : resolved.Combine(text[(end + 1)..]);
            }

            if (end < 0)
            {
                return null;
            }
        }
    }
}
