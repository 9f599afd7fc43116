using Skep.Core;
using Skep.Reports.Json;

namespace Skep.Reports.CycloneDx;

/// <summary>One image of a bill of materials, with a reference for everything in it.</summary>
internal sealed class CycloneDxSubject
{
    private readonly Dictionary<string, string> _refs = new(StringComparer.Ordinal);

    public CycloneDxSubject(ScanReport report, string prefix, bool withRemoved)
    {
        Report = report;
        Prefix = prefix;
        WithRemoved = withRemoved;
        ImageRef = prefix + "image";
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (ImagePackage package in report.Inventory.Packages.Where(IsShown))
        {
            // The same package twice at the same place is one component.
            string key = PackageKey.Of(package);
            if (_refs.ContainsKey(key))
            {
                continue;
            }

            string name = package.Purl.Length > 0 ? package.Purl : package.Package.Name;
            string reference = prefix + name;
            _refs.Add(key, used.Add(reference) ? reference : $"{reference}#{MachineJson.ShortHash(key)}");
            Packages.Add(package);
        }
    }

    public ScanReport Report { get; }

    public string Prefix { get; }

    public bool WithRemoved { get; }

    public string ImageRef { get; }

    public string? SystemRef => Report.Inventory.Distribution is null ? null : Prefix + "os";

    public List<ImagePackage> Packages { get; } = [];

    public IReadOnlyList<string> ComponentRefs =>
        [.. new[] { SystemRef }.OfType<string>(), .. Packages.Select(package => RefOf(package)!)];

    /// <summary>The package's reference; null when it is not a component of the document.</summary>
    public string? RefOf(ImagePackage package) => _refs.GetValueOrDefault(PackageKey.Of(package));

    private bool IsShown(ImagePackage package) => WithRemoved || !package.IsRemoved;
}
