using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;
using Skep.Reports.Text;

namespace Skep.Reports.CycloneDx;

/// <summary>Writes the components of one image: the image, its operating system, its packages.</summary>
internal sealed class CycloneDxComponents(Utf8JsonWriter json, CycloneDxSubject subject)
{
    /// <summary>The schema's limit.</summary>
    private const int MaxVersionLength = 1024;

    private readonly ImageInventory _inventory = subject.Report.Inventory;

    /// <summary>The members of the image's own component.</summary>
    public void Image()
    {
        ImageIdentity image = _inventory.Image;
        json.WriteString("type", image.Kind == "image" ? "container" : "application");
        json.WriteString("bom-ref", subject.ImageRef);
        json.WriteString("name", image.Name);
        json.Text("version", image.ManifestDigest?.ToString() ?? image.ImageId?.ToString());
        var properties = new List<(string Name, string? Value)>
        {
            ("skep:image:id", image.ImageId?.ToString()),
            ("skep:image:platform", image.Platform),
        };
        if (_inventory.Base is { } from)
        {
            json.WriteStartObject("pedigree");
            json.WriteStartArray("ancestors");
            json.WriteStartObject();
            json.WriteString("type", "container");
            json.WriteString("name", from.Name);
            json.Text("version", from.ManifestDigest?.ToString());
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            properties.Add(("skep:base:evidence", from.Evidence.ToString().ToLowerInvariant()));
            properties.Add(("skep:base:layers", from.LayerCount?.ToString()));
            properties.Add(("skep:base:outdated", from.IsOutdated ? "true" : null));
        }

        properties.AddRange(image.RepoTags.Select(tag => ("skep:image:repoTag", (string?)tag)));
        properties.AddRange(image.RepoDigests.Select(digest => ("skep:image:repoDigest", (string?)digest)));
        properties.AddRange(Coverage());
        Properties(json, properties);
    }

    /// <summary>The operating system and all packages, each as an object of the current array.</summary>
    public void All()
    {
        if (_inventory.Distribution is { } distribution)
        {
            json.WriteStartObject();
            json.WriteString("type", "operating-system");
            json.WriteString("bom-ref", subject.SystemRef);
            json.WriteString("name", distribution.Id);
            json.Text("version", Version(distribution.VersionId));
            json.Text("description", ReportWords.Of(distribution));
            json.WriteEndObject();
        }

        foreach (ImagePackage package in subject.Packages)
        {
            json.WriteStartObject();
            Package(package);
            json.WriteEndObject();
        }
    }

    public static string Version(string version) =>
        version.Length > MaxVersionLength ? version[..MaxVersionLength] : version;

    public static void Properties(Utf8JsonWriter json, IEnumerable<(string Name, string? Value)> properties) =>
        json.Objects("properties", [.. properties.Where(p => !string.IsNullOrEmpty(p.Value))], property =>
        {
            json.WriteString("name", property.Name);
            json.WriteString("value", property.Value);
        });

    private void Package(ImagePackage at)
    {
        Package package = at.Package;
        json.WriteString("type", "library");
        json.WriteString("bom-ref", subject.RefOf(at));
        if (!string.IsNullOrEmpty(package.Vendor))
        {
            json.WriteStartObject("supplier");
            json.WriteString("name", package.Vendor);
            json.WriteEndObject();
        }

        json.WriteString("name", package.Name);
        json.Text("version", Version(package.Version));
        Licenses(package);
        json.Text("purl", at.Purl);
        if (package.Location.Length > 0)
        {
            json.WriteStartObject("evidence");
            json.WriteStartArray("occurrences");
            json.WriteStartObject();
            json.WriteString("location", package.Location);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        LayerSummary? layer = _inventory.Layers.FirstOrDefault(l => l.Index == at.LayerIndex);
        Properties(json,
        [
            ("skep:ecosystem", package.Ecosystem.Value),
            ("skep:architecture", package.Architecture),
            ("skep:source:name", package.SourceName),
            ("skep:source:version", package.SourceVersion),
            ("skep:module", package.ModuleLabel),
            ("skep:evidence", package.Evidence.ToString().ToLowerInvariant()),
            ("skep:foundBy", package.FoundBy.Value),
            ("skep:path", package.Location),
            ("skep:layer:index", at.LayerIndex?.ToString()),
            ("skep:layer:digest", layer?.Digest?.ToString()),
            ("skep:layer:diffId", layer?.DiffId?.ToString()),
            ("skep:layer:fromBase", _inventory.Base?.Has(at.LayerIndex) is true ? "true" : null),
            ("skep:ownedBy", at.OwnedBy),
            ("skep:removed", at.IsRemoved ? "true" : null),
            ("skep:development", package.IsDevelopment ? "true" : null),
            ("skep:note", package.Note),
        ]);
    }

    /// <summary>One expression, or a list of single licences; what is no SPDX licence is a name.</summary>
    private void Licenses(Package package)
    {
        string[] declared = [.. package.Licenses.Where(text => text.Length > 0).Distinct()];
        if (declared.Length == 0)
        {
            return;
        }

        json.WriteStartArray("licenses");
        if (declared is [{ } only]
            && SpdxExpression.Normalise(only) is { } expression
            && !SpdxExpression.IsSingle(expression))
        {
            json.WriteStartObject();
            json.WriteString("expression", expression);
            json.WriteString("acknowledgement", "declared");
            json.WriteEndObject();
        }
        else
        {
            foreach (string text in declared)
            {
                string? id = SpdxExpression.Normalise(text);
                json.WriteStartObject();
                json.WriteStartObject("license");
                json.WriteString(id is not null && SpdxExpression.IsSingle(id) ? "id" : "name", id ?? text);
                json.WriteString("acknowledgement", "declared");
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private IEnumerable<(string Name, string? Value)> Coverage()
    {
        Coverage coverage = subject.Report.Coverage;
        yield return ("skep:coverage:starterSetOnly", coverage.StarterSetOnly ? "true" : null);
        yield return ("skep:coverage:endOfLife", coverage.EndOfLife?.ToString("yyyy-MM-dd"));
        foreach (CoverageGap gap in coverage.Gaps)
        {
            yield return ("skep:coverage:gap", $"{gap.Code}: {gap.Message}");
        }

        foreach (Problem problem in _inventory.Problems)
        {
            yield return ("skep:problem", $"{problem.Location}: {problem.Message}");
        }
    }
}
