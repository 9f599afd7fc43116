namespace Skep.Policy.Matching;

/// <summary>A package address that stands for every package it does not contradict.</summary>
/// <remarks>
/// Without a version it matches every version; without a qualifier it matches every value of it.
/// Specification: <see href="https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst"/>.
/// </remarks>
internal sealed class PurlPattern
{
    private const string Scheme = "pkg:";

    private readonly string _path;
    private readonly string? _version;
    private readonly Dictionary<string, string> _qualifiers = new(StringComparer.OrdinalIgnoreCase);

    private PurlPattern(string text)
    {
        // From the right, as the specification parses: subpath, qualifiers, version.
        string rest = Cut(text[Scheme.Length..].TrimStart('/'), '#', last: true, out _);
        rest = Cut(rest, '?', last: true, out string? qualifiers);
        foreach (string pair in (qualifiers ?? string.Empty).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string key = Cut(pair, '=', last: false, out string? value);
            _qualifiers[key] = Uri.UnescapeDataString(value ?? string.Empty);
        }

        // A scope's '@' stands at the start of a segment and is no version.
        int at = rest.LastIndexOf('@');
        bool hasVersion = at > 0 && rest[at - 1] != '/';
        _version = hasVersion ? Uri.UnescapeDataString(rest[(at + 1)..]) : null;
        string path = Uri.UnescapeDataString(hasVersion ? rest[..at] : rest).Trim('/');
        int slash = path.IndexOf('/');
        Type = (slash < 0 ? path : path[..slash]).ToLowerInvariant();
        _path = slash < 0 ? string.Empty : path[(slash + 1)..];
    }

    public string Type { get; }

    /// <summary>The last segment of the path.</summary>
    public string Name => _path[(_path.LastIndexOf('/') + 1)..];

    public string? Version => _version;

    public static PurlPattern? TryParse(string? text) =>
        text is not null && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && text.Contains('/')
            ? new PurlPattern(text)
            : null;

    public string? Qualifier(string key) => _qualifiers.GetValueOrDefault(key);

    /// <summary>Whether <paramref name="purl"/>, the full address of a package, is one of those meant.</summary>
    public bool Matches(string purl) =>
        TryParse(purl) is { } actual
        && actual.Type == Type
        && actual._path == _path
        && (_version is null || actual._version == _version)
        && _qualifiers.All(pair => actual._qualifiers.TryGetValue(pair.Key, out string? value) && value == pair.Value);

    private static string Cut(string text, char separator, bool last, out string? after)
    {
        int at = last ? text.LastIndexOf(separator) : text.IndexOf(separator);
        after = at < 0 ? null : text[(at + 1)..];
        return at < 0 ? text : text[..at];
    }
}
