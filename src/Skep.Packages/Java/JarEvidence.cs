using System.Text;
using Skep.Packages.Formats;

namespace Skep.Packages.Java;

/// <summary>What one archive says about itself and about what was merged into it.</summary>
/// <remarks>
/// Maven writes <c>pom.properties</c> beside <c>pom.xml</c>. Some builds leave the first out, or leave it unfilled: the
/// second is opened only then, for it is long and most of it is about others.
/// </remarks>
internal sealed class JarEvidence(string location, bool isNested)
{
    // A shaded jar of a whole platform has some 600.
    private const int MaxPoms = 5000;

    private readonly List<PomProperties> _poms = [];
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly List<ZipEntry> _projects = [];

    /// <summary>The path of the archive, with <c>!</c> before the path inside another.</summary>
    public string Location { get; } = location;

    public bool IsNested { get; } = isNested;

    public IReadOnlyList<PomProperties> Poms => _poms;

    public JarManifest Manifest { get; private set; } = JarManifest.Empty;

    /// <summary>Whether the entry is one of the few that name a library.</summary>
    public static bool Wants(ReadOnlySpan<byte> name) =>
        IsPomProperties(name) || Ascii.EqualsIgnoreCase(name, "META-INF/MANIFEST.MF"u8);

    /// <summary>The entries that name a library whose <c>pom.properties</c> does not.</summary>
    public IEnumerable<ZipEntry> Unnamed => _projects.Where(entry => !_folders.Contains(FolderOf(entry.Name.Span)));

    /// <summary>Takes note of an entry that is opened only if nothing better turns up.</summary>
    public void Note(ZipEntry entry)
    {
        if (_projects.Count < MaxPoms && IsMaven(entry.Name.Span, "/pom.xml"u8))
        {
            _projects.Add(entry);
        }
    }

    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        if (!IsPomProperties(name))
        {
            Manifest = JarManifest.Read(content);
        }
        else if (PomProperties.TryRead(content) is { } pom)
        {
            _folders.Add(FolderOf(name));
            Add(pom);
        }
    }

    public void Add(PomProperties pom)
    {
        if (_poms.Count < MaxPoms && !_poms.Contains(pom))
        {
            _poms.Add(pom);
        }
    }

    // Web archives and repackaged ones keep META-INF below a folder of their own: WEB-INF/classes, BOOT-INF/classes.
    private static bool IsPomProperties(ReadOnlySpan<byte> name) => IsMaven(name, "/pom.properties"u8);

    private static bool IsMaven(ReadOnlySpan<byte> name, ReadOnlySpan<byte> file) =>
        name.EndsWith(file) && name.IndexOf("META-INF/maven/"u8) >= 0;

    private static string FolderOf(ReadOnlySpan<byte> name) =>
        Encoding.UTF8.GetString(name[..name.LastIndexOf((byte)'/')]);
}
