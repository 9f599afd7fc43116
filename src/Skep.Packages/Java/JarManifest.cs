using System.Text;
using Skep.Core;

namespace Skep.Packages.Java;

/// <summary>The main section of a jar's <c>META-INF/MANIFEST.MF</c>.</summary>
/// <remarks>
/// Lines are at most 72 bytes; a line that begins with a space continues the one before. Sections after the first
/// empty line speak of single entries. Format:
/// <see href="https://docs.oracle.com/en/java/javase/21/docs/specs/jar/jar.html#jar-manifest"/>.
/// </remarks>
internal sealed class JarManifest
{
    private static readonly string[] Wanted =
    [
        "Implementation-Title", "Implementation-Version", "Implementation-Vendor", "Implementation-Vendor-Id",
        "Specification-Title", "Specification-Version", "Bundle-Name", "Bundle-SymbolicName", "Bundle-Version",
        "Bundle-License", "Extension-Name", "Automatic-Module-Name", "Plugin-Version", "Short-Name", "Group-Id",
    ];

    // A title or a name; whatever is longer is none of them.
    private const int MaxValue = 512;

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public static JarManifest Empty { get; } = new();

    /// <summary>
    /// The value of <paramref name="key"/>; null when missing, empty, or a placeholder no build replaced.
    /// </summary>
    public string? this[string key] => _values.GetValueOrDefault(key);

    public static JarManifest Read(ReadOnlySpan<byte> text)
    {
        var manifest = new JarManifest();
        string? key = null;
        var value = new StringBuilder();
        foreach (ReadOnlySpan<byte> line in new LineEnumerator(text))
        {
            if (line.IsEmpty)
            {
                break;
            }

            if (line[0] == ' ')
            {
                if (key is not null && value.Length < MaxValue)
                {
                    value.Append(Encoding.UTF8.GetString(line[1..]));
                }

                continue;
            }

            manifest.Add(key, value);
            int colon = line.IndexOf((byte)':');
            key = colon > 0 ? WantedKey(line[..colon]) : null;
            value.Clear();
            if (key is not null)
            {
                value.Append(Encoding.UTF8.GetString(line[(colon + 1)..]));
            }
        }

        manifest.Add(key, value);
        return manifest;
    }

    private static string? WantedKey(ReadOnlySpan<byte> name)
    {
        foreach (string wanted in Wanted)
        {
            if (Ascii.EqualsIgnoreCase(name, wanted))
            {
                return wanted;
            }
        }

        return null;
    }

    private void Add(string? key, StringBuilder value)
    {
        string text = value.ToString().Trim();
        if (key is not null && text.Length is > 0 and <= MaxValue && !text.Contains("${", StringComparison.Ordinal))
        {
            _values.TryAdd(key, text);
        }
    }
}
