using System.Text;

namespace Skep.Core;

/// <summary>A file's path inside an image: relative, '/'-separated, with no empty, '.' or '..' segment.</summary>
/// <remarks>
/// Names in a layer are chosen by whoever built the image. <see cref="Parse(ReadOnlySpan{byte})"/> is the only way
/// to make a <see cref="LayerPath"/>, so code that holds one never has to ask whether it climbs out of the image.
/// </remarks>
public readonly record struct LayerPath : IComparable<LayerPath>
{
    private readonly string? _text;

    private LayerPath(string text) => _text = text;

    /// <summary>The root directory of the image.</summary>
    public static LayerPath Root => default;

    public bool IsRoot => string.IsNullOrEmpty(_text);

    /// <summary>The last segment; empty for the root.</summary>
    public ReadOnlySpan<char> Name => Text.AsSpan(Text.LastIndexOf('/') + 1);

    /// <summary>The directory that holds this path; the root for a top-level name.</summary>
    public LayerPath Parent
    {
        get
        {
            int slash = Text.LastIndexOf('/');
            return slash < 0 ? default : new LayerPath(Text[..slash]);
        }
    }

    private string Text => _text ?? string.Empty;

    /// <summary>Reads a name as it stands in a tar header.</summary>
    /// <remarks>
    /// A '..' that would climb above the root is dropped, as a kernel does when it resolves "/..". Bytes that are
    /// not UTF-8 become U+FFFD: two such names may then collide, and the later layer entry wins, as on disk.
    /// </remarks>
    public static LayerPath Parse(ReadOnlySpan<byte> name) => Parse(Encoding.UTF8.GetString(name));

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static LayerPath Parse(string name)
    {
        ReadOnlySpan<char> text = name;
        if (IsClean(text))
        {
            return new LayerPath(name);
        }

        // Trailing slashes mark directories in tar; leading "./" is what most build tools write.
        text = text.TrimEnd('/');
        while (text.StartsWith("./") || text.StartsWith("/"))
        {
            text = text[(text[0] == '/' ? 1 : 2)..];
        }

        return new LayerPath(IsClean(text) ? text.ToString() : Normalise(text));
    }

    /// <summary>Follows <paramref name="target"/>, a symbolic link's text, from the directory of this path.</summary>
    public LayerPath ResolveLink(string target) =>
        target.StartsWith('/') || Parent.IsRoot ? Parse(target) : Parse($"{Parent}/{target}");

    /// <summary>This directory's entry <paramref name="name"/>, which may have several segments.</summary>
    public LayerPath Combine(string name) => IsRoot ? Parse(name) : Parse($"{Text}/{name}");

    public bool IsBelow(LayerPath directory) =>
        directory.IsRoot
            ? !IsRoot
            : Text.Length > directory.Text.Length
                && Text[directory.Text.Length] == '/'
                && Text.StartsWith(directory.Text, StringComparison.Ordinal);

    public int CompareTo(LayerPath other) => string.CompareOrdinal(Text, other.Text);

    public bool Equals(LayerPath other) => Text.Equals(other.Text);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private static bool IsClean(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text is "." or ".." || text[0] == '/' || text[^1] == '/')
        {
            return text.IsEmpty;
        }

        // Nearly every name is clean: look for the few shapes that are not instead of splitting.
        return !text.Contains("//", StringComparison.Ordinal)
            && !text.Contains("/./", StringComparison.Ordinal)
            && !text.Contains("/../", StringComparison.Ordinal)
            && !text.StartsWith("./") && !text.StartsWith("../")
            && !text.EndsWith("/.") && !text.EndsWith("/..")
            && !text.Contains('\0');
    }

    private static string Normalise(ReadOnlySpan<char> text)
    {
        var kept = new List<string>();
        foreach (Range range in text.Split('/'))
        {
            ReadOnlySpan<char> segment = text[range];
            if (segment is "..")
            {
                if (kept.Count > 0)
                {
                    kept.RemoveAt(kept.Count - 1);
                }
            }
            else if (segment is not ("" or "."))
            {
                kept.Add(segment.ToString().Replace('\0', '\uFFFD'));
            }
        }

        return string.Join('/', kept);
    }
}
