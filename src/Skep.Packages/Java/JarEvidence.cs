using System.Text;

namespace Skep.Packages.Java;

/// <summary>What one archive says about itself and about what was merged into it.</summary>
internal sealed class JarEvidence(string location, bool isNested)
{
    // A shaded jar of a whole platform has some 600.
    private const int MaxPoms = 5000;

    private readonly List<PomProperties> _poms = [];

    /// <summary>The path of the archive, with <c>!</c> before the path inside another.</summary>
    public string Location { get; } = location;

    public bool IsNested { get; } = isNested;

    public IReadOnlyList<PomProperties> Poms => _poms;

    public JarManifest Manifest { get; private set; } = JarManifest.Empty;

    /// <summary>Whether the entry is one of the few that name a library.</summary>
    public static bool Wants(ReadOnlySpan<byte> name) =>
        IsPomProperties(name) || Ascii.EqualsIgnoreCase(name, "META-INF/MANIFEST.MF"u8);

    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        if (!IsPomProperties(name))
        {
            Manifest = JarManifest.Read(content);
        }
        else if (_poms.Count < MaxPoms && PomProperties.TryRead(content) is { } pom && !_poms.Contains(pom))
        {
            _poms.Add(pom);
        }
    }

    // Web archives and repackaged ones keep META-INF below a folder of their own: WEB-INF/classes, BOOT-INF/classes.
    private static bool IsPomProperties(ReadOnlySpan<byte> name) =>
        name.EndsWith("/pom.properties"u8) && name.IndexOf("META-INF/maven/"u8) >= 0;
}
