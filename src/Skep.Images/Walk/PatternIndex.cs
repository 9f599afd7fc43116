using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>
/// The globs of all inspectors in one look-up: a path is compared only with patterns its file name can meet.
/// </summary>
/// <remarks>
/// Every pattern stands under exactly one key: the whole file name, the extension, the first character, the directory
/// above, or none. A path costs three dictionary look-ups without allocation however many inspectors there are.
/// </remarks>
internal sealed class PatternIndex
{
    private const int FirstCharacters = 128;

    private readonly Dictionary<string, List<Wish>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Wish>> _byExtension = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Wish>> _byParent = new(StringComparer.Ordinal);
    private readonly List<Wish>?[] _byFirstCharacter = new List<Wish>?[FirstCharacters];
    private readonly List<Wish> _anyName = [];

    public void Add(string glob, int inspector)
    {
        PathGlob pattern = PathGlob.Parse(glob);
        BucketFor(pattern).Add(new Wish(pattern, inspector));
    }

    /// <summary>
    /// Adds to <paramref name="into"/> every inspector with a pattern that <paramref name="path"/> meets, each once.
    /// </summary>
    public void Match(ReadOnlySpan<char> path, List<int> into)
    {
        ReadOnlySpan<char> name = path[(path.LastIndexOf('/') + 1)..];
        if (name.IsEmpty)
        {
            return;
        }

        if (_byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out List<Wish>? wishes))
        {
            AddMatches(wishes, path, into);
        }

        int dot = name.LastIndexOf('.');
        if (dot >= 0
            && _byExtension.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[(dot + 1)..], out wishes))
        {
            AddMatches(wishes, path, into);
        }

        if (name[0] < FirstCharacters && _byFirstCharacter[name[0]] is { } byFirst)
        {
            AddMatches(byFirst, path, into);
        }

        if (name.Length < path.Length && _byParent.Count > 0)
        {
            ReadOnlySpan<char> above = path[..^(name.Length + 1)];
            above = above[(above.LastIndexOf('/') + 1)..];
            if (_byParent.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(above, out wishes))
            {
                AddMatches(wishes, path, into);
            }
        }

        if (_anyName.Count > 0)
        {
            AddMatches(_anyName, path, into);
        }
    }

    private static void AddMatches(List<Wish> wishes, ReadOnlySpan<char> path, List<int> into)
    {
        foreach (Wish wish in wishes)
        {
            if (!into.Contains(wish.Inspector) && wish.Pattern.Matches(path))
            {
                into.Add(wish.Inspector);
            }
        }
    }

    private static List<Wish> Bucket(Dictionary<string, List<Wish>> buckets, string key)
    {
        if (!buckets.TryGetValue(key, out List<Wish>? bucket))
        {
            buckets.Add(key, bucket = []);
        }

        return bucket;
    }

    private List<Wish> BucketFor(PathGlob pattern)
    {
        string name = pattern.Name;
        int lastWild = name.AsSpan().LastIndexOfAny('*', '?');
        if (lastWild < 0)
        {
            return Bucket(_byName, name);
        }

        int dot = name.LastIndexOf('.');
        if (dot > lastWild)
        {
            return Bucket(_byExtension, name[(dot + 1)..]);
        }

        if (name[0] is not ('*' or '?') and < (char)FirstCharacters)
        {
            return _byFirstCharacter[name[0]] ??= [];
        }

        return pattern.Parent is [_, ..] parent && TextGlob.IsLiteral(parent)
            ? Bucket(_byParent, parent)
            : _anyName;
    }

    private readonly record struct Wish(PathGlob Pattern, int Inspector);
}
