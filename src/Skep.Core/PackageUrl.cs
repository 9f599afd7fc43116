using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Skep.Core;

/// <summary>A package's address in any ecosystem: <c>pkg:type/namespace/name@version?qualifiers#subpath</c>.</summary>
/// <remarks>
/// Specification: <see href="https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst"/>.
/// </remarks>
public sealed record PackageUrl(string Type, string? Namespace, string Name, string? Version)
{
    /// <summary>Qualifiers, written sorted by key; empty values are left out.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Qualifiers { get; init; } = [];

    public string? Subpath { get; init; }

    /// <summary>Reads and normalises a package URL; false for a text that is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out PackageUrl? url)
    {
        url = PackageUrlParser.Parse(text);
        return url is not null;
    }

    public override string ToString()
    {
        var text = new StringBuilder("pkg:").Append(Type).Append('/');
        if (!string.IsNullOrEmpty(Namespace))
        {
            AppendSegments(text, Namespace).Append('/');
        }

        Append(text, Name);
        if (!string.IsNullOrEmpty(Version))
        {
            Append(text.Append('@'), Version);
        }

        char separator = '?';
        foreach ((string key, string? value) in Qualifiers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!string.IsNullOrEmpty(value))
            {
                Append(text.Append(separator).Append(key).Append('='), value);
                separator = '&';
            }
        }

        return string.IsNullOrEmpty(Subpath) ? text.ToString() : AppendSegments(text.Append('#'), Subpath).ToString();
    }

    private static StringBuilder AppendSegments(StringBuilder text, string path)
    {
        bool first = true;
        foreach (string segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!first)
            {
                text.Append('/');
            }

            Append(text, segment);
            first = false;
        }

        return text;
    }

    // RFC 3986 unreserved characters and ':' stay, everything else is percent-encoded as UTF-8.
    private static StringBuilder Append(StringBuilder text, string value) =>
        text.Append(Uri.EscapeDataString(value).Replace("%3A", ":", StringComparison.Ordinal));
}
