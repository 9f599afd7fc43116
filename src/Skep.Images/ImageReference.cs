using System.Diagnostics.CodeAnalysis;
using Skep.Core;

namespace Skep.Images;

/// <summary>An image's name in a registry: host, repository, and a tag or a digest.</summary>
/// <remarks>
/// Grammar and normalisation: <see href="https://github.com/distribution/reference"/>. <c>alpine</c> is
/// <c>docker.io/library/alpine:latest</c>. A reference with both a tag and a digest is resolved by the digest.
/// </remarks>
public sealed record ImageReference
{
    public const string DefaultRegistry = "docker.io";

    private const string DefaultTag = "latest";
    private const string OfficialPrefix = "library/";
    private const int MaxNameLength = 255;
    private const int MaxTagLength = 128;
    private const int ImageIdLength = 64;

    private ImageReference(string registry, string repository, string? tag, Digest? digest)
    {
        Registry = registry;
        Repository = repository;
        Tag = tag;
        Digest = digest;
    }

    /// <summary>Host and port: <c>docker.io</c>, <c>localhost:5000</c>.</summary>
    public string Registry { get; }

    /// <summary>The path below the host: <c>library/alpine</c>.</summary>
    public string Repository { get; }

    /// <summary>Null only when there is a digest.</summary>
    public string? Tag { get; }

    public Digest? Digest { get; }

    /// <summary>The repository as people write it: <c>alpine</c>, <c>host:5000/a/b</c>.</summary>
    public string FamiliarRepository =>
        Registry != DefaultRegistry ? $"{Registry}/{Repository}"
        : Repository.StartsWith(OfficialPrefix, StringComparison.Ordinal)
        && Repository.LastIndexOf('/') == OfficialPrefix.Length - 1
            ? Repository[OfficialPrefix.Length..]
        : Repository;

    /// <summary>The reference as people write it, tag and digest included.</summary>
    public string Familiar => FamiliarRepository + Suffix;

    private string Suffix =>
        (Tag is null ? string.Empty : $":{Tag}") + (Digest is { } digest ? $"@{digest}" : string.Empty);

    public static ImageReference Parse(string text) =>
        TryParse(text, out ImageReference? reference)
            ? reference
            : throw new SkepException(
                ErrorKind.Invalid,
                $"not an image reference: '{text}'",
                "expected [host[:port]/]name[:tag][@sha256:…], in lower case");

    public static bool TryParse(string text, [NotNullWhen(true)] out ImageReference? reference)
    {
        reference = null;
        ReadOnlySpan<char> rest = text;
        Digest? digest = null;
        int at = rest.IndexOf('@');
        if (at >= 0)
        {
            if (!Core.Digest.TryParse(text[(at + 1)..], out Digest parsed))
            {
                return false;
            }

            digest = parsed;
            rest = rest[..at];
        }

        string? tag = null;
        int colon = rest.LastIndexOf(':');
        if (colon > rest.LastIndexOf('/'))
        {
            tag = rest[(colon + 1)..].ToString();
            rest = rest[..colon];
            if (!IsTag(tag))
            {
                return false;
            }
        }

        if (rest.Length is 0 or > MaxNameLength
            || (rest.Length == ImageIdLength && !rest.ContainsAnyExcept("0123456789abcdef")))
        {
            return false;
        }

        (string registry, string repository) = SplitHost(rest.ToString());
        if (!IsHost(registry) || !IsRepository(repository))
        {
            return false;
        }

        reference = new ImageReference(registry, repository, tag ?? (digest is null ? DefaultTag : null), digest);
        return true;
    }

    /// <summary>Whether both name the same image; a side without a digest is compared by its tag.</summary>
    public bool Matches(ImageReference other) =>
        Registry == other.Registry && Repository == other.Repository
        && (Digest is { } left && other.Digest is { } right ? left == right : Tag == other.Tag);

    public override string ToString() => $"{Registry}/{Repository}{Suffix}";

    private static (string Registry, string Repository) SplitHost(string name)
    {
        int slash = name.IndexOf('/');
        string first = slash < 0 ? string.Empty : name[..slash];
        bool isHost = first.AsSpan().IndexOfAny('.', ':') >= 0 || first == "localhost"
            || first.AsSpan().ContainsAnyInRange('A', 'Z');
        (string host, string path) = isHost ? (first, name[(slash + 1)..]) : (DefaultRegistry, name);
        if (host is "index.docker.io" or DefaultRegistry)
        {
            host = DefaultRegistry;
            path = path.Contains('/') ? path : OfficialPrefix + path;
        }

        return (host, path);
    }

    private static bool IsTag(ReadOnlySpan<char> tag)
    {
        if (tag.Length is 0 or > MaxTagLength || tag[0] is '.' or '-')
        {
            return false;
        }

        foreach (char c in tag)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHost(ReadOnlySpan<char> host)
    {
        int colon = host.LastIndexOf(':');
        if (colon > host.LastIndexOf(']'))
        {
            if (!ushort.TryParse(host[(colon + 1)..], out _))
            {
                return false;
            }

            host = host[..colon];
        }

        if (host.StartsWith("["))
        {
            return host.EndsWith("]") && System.Net.IPAddress.TryParse(host[1..^1], out _);
        }

        foreach (Range range in host.Split('.'))
        {
            ReadOnlySpan<char> label = host[range];
            if (label.IsEmpty || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (char c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsRepository(ReadOnlySpan<char> path)
    {
        foreach (Range range in path.Split('/'))
        {
            if (!IsComponent(path[range]))
            {
                return false;
            }
        }

        return true;
    }

    // Letters and digits, joined by one '.', one or two '_', or any number of '-'.
    private static bool IsComponent(ReadOnlySpan<char> text)
    {
        int i = 0;
        while (true)
        {
            int start = i;
            while (i < text.Length && (char.IsAsciiLetterLower(text[i]) || char.IsAsciiDigit(text[i])))
            {
                i++;
            }

            if (i == start)
            {
                return false;
            }

            if (i == text.Length)
            {
                return true;
            }

            start = i;
            while (i < text.Length && text[i] == text[start] && text[i] is '.' or '_' or '-')
            {
                i++;
                if (i == text.Length || text[i] != text[start])
                {
                    break;
                }
            }

            bool joined = text[start] switch
            {
                '.' => i - start == 1,
                '_' => i - start <= 2 && i > start,
                '-' => i > start,
                _ => false,
            };
            if (!joined)
            {
                return false;
            }
        }
    }
}
