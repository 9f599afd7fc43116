using Skep.Core;

namespace Skep.Packages.Sboms;

/// <summary>Gathers what the readers of the several formats find, within one limit.</summary>
internal sealed class SbomCollector(string location)
{
    // An image of 10,000 npm packages lists each once; a merged document of a fleet is no image.
    private const int MaxPackages = 500_000;

    private readonly List<Package> _packages = [];
    private readonly List<Problem> _problems = [];
    private Distribution? _distribution;
    private Distribution? _addressed;
    private int _unaddressed;
    private bool _isFull;

    /// <summary>
    /// Takes note of a component; one that is no package is counted, and a file is passed over by the caller.
    /// </summary>
    public void Add(SbomComponent component)
    {
        if (component.Purl is null || !PackageUrl.TryParse(component.Purl, out PackageUrl? url))
        {
            _unaddressed++;
        }
        else if (_packages.Count >= MaxPackages)
        {
            _isFull = true;
        }
        else if (PurlPackage.From(url, component) is { } package)
        {
            _packages.Add(package with { Location = location });
            _addressed ??= PurlPackage.DistributionOf(url);
        }
        else
        {
            _unaddressed++;
        }
    }

    public void AddSystem(string? name, string? version)
    {
        if (!string.IsNullOrWhiteSpace(name))
        {
            _distribution ??= PurlPackage.DistributionOf(name, version ?? string.Empty);
        }
    }

    public void Fail(string message) => _problems.Add(new Problem(location, message));

    public SbomContent Content(string format)
    {
        if (_unaddressed > 0)
        {
            Fail($"{_unaddressed} components without a package URL and a version were not judged");
        }

        if (_isFull)
        {
            Fail($"more than {MaxPackages} components: the rest was not read");
        }

        return new SbomContent(format)
        {
            Packages = _packages,
            Distribution = (_distribution ?? _addressed) is { } said ? said with { Location = location } : null,
            Problems = _problems,
        };
    }
}

/// <summary>One component as a document describes it.</summary>
/// <param name="Version">What the document says beside the package URL, which may leave it out.</param>
internal readonly record struct SbomComponent(string? Purl, string? Version)
{
    public IReadOnlyList<string> Licenses { get; init; } = [];

    public string? SourceName { get; init; }

    public string? SourceVersion { get; init; }
}
