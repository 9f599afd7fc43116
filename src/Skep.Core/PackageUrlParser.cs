using System.Diagnostics.CodeAnalysis;

namespace Skep.Core;

/// <summary>Reads package URLs as SBOMs and advisories write them.</summary>
/// <remarks>
/// Follows the specification's parsing steps and its rules per type, with two deviations that matching needs: Go's
/// paths and npm's unscoped names keep their case, because both are case-sensitive where advisories name them
/// (<c>JSONStream</c>).
/// </remarks>
internal static class PackageUrlParser
{
    // Ten times the longest seen in a real SBOM; qualifiers may carry download URLs.
    private const int MaxLength = 8192;

    private const int MaxQualifiers = 64;

    private const string Scheme = "pkg:";

    public static PackageUrl? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        ReadOnlySpan<char> rest = text[Scheme.Length..].TrimStart('/');
        string? subpath = Path(CutFromRight(ref rest, '#'), dropDots: true);
        var qualifiers = new List<KeyValuePair<string, string?>>();
        if (!ReadQualifiers(CutFromRight(ref rest, '?'), qualifiers))
        {
            return null;
        }

        int slash = rest.IndexOf('/');
        if (slash <= 0 || !IsType(rest[..slash]))
        {
            return null;
        }

        string type = rest[..slash].ToString().ToLowerInvariant();
        rest = rest[(slash + 1)..].Trim('/');
        string version = Uri.UnescapeDataString(CutVersion(ref rest));
        rest = rest.TrimEnd('/');
        int last = rest.LastIndexOf('/');
        string? space = last < 0 ? null : Path(rest[..last], dropDots: false);
        ReadOnlySpan<char> name = rest[(last + 1)..];
        return name.IsEmpty || name[0] == '@' ? null : Normalised(
            type, space, Uri.UnescapeDataString(name), version.Length == 0 ? null : version) with
        {
            Qualifiers = qualifiers,
            Subpath = subpath,
        };
    }

    private static PackageUrl Normalised(string type, string? space, string name, string? version) => type switch
    {
        "alpm" or "apk" or "bitbucket" or "composer" or "deb" or "github" or "gitlab" or "hex" or "luarocks"
            or "opkg" =>
            new PackageUrl(type, Lower(space), Lower(name), version),
        "npm" when space is not null => new PackageUrl(type, Lower(space), Lower(name), version),
        "pypi" => new PackageUrl(type, space, Lower(name).Replace('_', '-'), version),
        "bitnami" or "oci" or "pub" => new PackageUrl(type, space, Lower(name), version),
        "rpm" or "qpkg" => new PackageUrl(type, Lower(space), name, version),
        "huggingface" => new PackageUrl(type, space, name, version is null ? null : Lower(version)),
        _ => new PackageUrl(type, space, name, version),
    };

    [return: NotNullIfNotNull(nameof(text))]
    private static string? Lower(string? text) => text?.ToLowerInvariant();

    /// <summary>Takes what follows the last <paramref name="mark"/> off <paramref name="rest"/>.</summary>
    private static ReadOnlySpan<char> CutFromRight(ref ReadOnlySpan<char> rest, char mark)
    {
        int at = rest.LastIndexOf(mark);
        if (at < 0)
        {
            return [];
        }

        ReadOnlySpan<char> cut = rest[(at + 1)..];
        rest = rest[..at];
        return cut;
    }

    // pkg:npm/@scope/name is often written with the scope's '@' unescaped: that one begins a segment, a version's
    // does not.
    private static ReadOnlySpan<char> CutVersion(ref ReadOnlySpan<char> rest)
    {
        int at = rest.LastIndexOf('@');
        return at <= 0 || rest[at - 1] == '/' ? [] : CutFromRight(ref rest, '@');
    }

    private static bool IsType(ReadOnlySpan<char> type) =>
        char.IsAsciiLetter(type[0]) && !type.ContainsAnyExcept(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-");

    private static string? Path(ReadOnlySpan<char> text, bool dropDots)
    {
        var segments = new List<string>();
        foreach (Range range in text.Split('/'))
        {
            string segment = Uri.UnescapeDataString(text[range]);
            if (segment.Length > 0 && !(dropDots && segment is "." or ".."))
            {
                segments.Add(segment);
            }
        }

        return segments.Count == 0 ? null : string.Join('/', segments);
    }

    private static bool ReadQualifiers(ReadOnlySpan<char> text, List<KeyValuePair<string, string?>> qualifiers)
    {
        foreach (Range range in text.Split('&'))
        {
            ReadOnlySpan<char> pair = text[range];
            int equals = pair.IndexOf('=');
            if (equals < 0 || equals == pair.Length - 1)
            {
                // A key without a value is the same as no key, if it is a key at all.
                if (!pair.IsEmpty && !IsKey(equals < 0 ? pair : pair[..equals]))
                {
                    return false;
                }

                continue;
            }

            string key = pair[..equals].ToString().ToLowerInvariant();
            bool known = qualifiers.Exists(other => other.Key == key);
            if (known || !IsKey(key) || qualifiers.Count == MaxQualifiers)
            {
                return false;
            }

            qualifiers.Add(new(key, Uri.UnescapeDataString(pair[(equals + 1)..])));
        }

        return true;
    }

    private static bool IsKey(ReadOnlySpan<char> key) =>
        !key.IsEmpty && !char.IsAsciiDigit(key[0]) && !key.ContainsAnyExcept(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");
}
