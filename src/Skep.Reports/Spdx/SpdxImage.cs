using System.Text.Json;
using Skep.Core;
using Skep.Reports.Json;
using Skep.Reports.Text;

namespace Skep.Reports.Spdx;

/// <summary>One image of an SPDX document: itself, its operating system and its packages.</summary>
internal sealed class SpdxImage
{
    private readonly string _imageId;
    private readonly string _systemId;
    private readonly string _baseId;
    private readonly ImageInventory _inventory;
    private readonly List<(string Id, ImagePackage Package, string License)> _packages = [];

    public SpdxImage(ScanReport report, string prefix, bool withRemoved, SpdxLicenses licenses)
    {
        _inventory = report.Inventory;
        _imageId = $"SPDXRef-{prefix}Image";
        _systemId = $"SPDXRef-{prefix}OperatingSystem";
        _baseId = $"SPDXRef-{prefix}BaseImage";
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (ImagePackage package in _inventory.Packages.Where(package => withRemoved || !package.IsRemoved))
        {
            // The same package twice at the same place is one package.
            string id = $"SPDXRef-{prefix}Package-{MachineJson.ShortHash(PackageKey.Of(package))}";
            if (used.Add(id))
            {
                _packages.Add((id, package, licenses.Expression(package.Package.Licenses)));
            }
        }
    }

    public void WritePackages(Utf8JsonWriter json)
    {
        ImageIdentity image = _inventory.Image;
        json.WriteStartObject();
        Head(
            json,
            _imageId,
            image.Name,
            image.ManifestDigest?.ToString() ?? image.ImageId?.ToString(),
            SpdxLicenses.NoAssertion);
        json.WriteString("primaryPackagePurpose", image.Kind == "image" ? "CONTAINER" : "OTHER");
        if (image.ManifestDigest is { Algorithm: "sha256" } digest)
        {
            json.WriteStartArray("checksums");
            json.WriteStartObject();
            json.WriteString("algorithm", "SHA256");
            json.WriteString("checksumValue", digest.Hex);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        if (_inventory.Base is { } from)
        {
            json.WriteStartObject();
            Head(json, _baseId, from.Name, from.ManifestDigest?.ToString(), SpdxLicenses.NoAssertion);
            json.WriteString("primaryPackagePurpose", "CONTAINER");
            json.WriteEndObject();
        }

        if (_inventory.Distribution is { } distribution)
        {
            json.WriteStartObject();
            Head(json, _systemId, distribution.Id, distribution.VersionId, SpdxLicenses.NoAssertion);

            // With a hyphen in the specification's text, but this way in its schema, which is what validators hold.
            json.WriteString("primaryPackagePurpose", "OPERATING_SYSTEM");
            json.WriteString("summary", ReportWords.Of(distribution));
            json.WriteEndObject();
        }

        foreach ((string id, ImagePackage package, string license) in _packages)
        {
            json.WriteStartObject();
            Package(json, id, package, license);
            json.WriteEndObject();
        }
    }

    public void WriteRelationships(Utf8JsonWriter json)
    {
        Relationship(json, "SPDXRef-DOCUMENT", "DESCRIBES", _imageId);
        if (_inventory.Base is not null)
        {
            Relationship(json, _imageId, "DESCENDANT_OF", _baseId);
        }

        if (_inventory.Distribution is not null)
        {
            Relationship(json, _imageId, "CONTAINS", _systemId);
        }

        foreach ((string id, _, _) in _packages)
        {
            Relationship(json, _imageId, "CONTAINS", id);
        }
    }

    private static void Relationship(Utf8JsonWriter json, string from, string type, string to)
    {
        json.WriteStartObject();
        json.WriteString("spdxElementId", from);
        json.WriteString("relationshipType", type);
        json.WriteString("relatedSpdxElement", to);
        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, string id, string name, string? version, string license)
    {
        json.WriteString("SPDXID", id);
        json.WriteString("name", name.Length == 0 ? "unnamed" : name);
        json.Text("versionInfo", version);
        json.WriteString("downloadLocation", SpdxLicenses.NoAssertion);
        json.WriteBoolean("filesAnalyzed", false);
        json.WriteString("licenseConcluded", SpdxLicenses.NoAssertion);
        json.WriteString("licenseDeclared", license);
        json.WriteString("copyrightText", SpdxLicenses.NoAssertion);
    }

    private void Package(Utf8JsonWriter json, string id, ImagePackage at, string license)
    {
        Package package = at.Package;
        Head(json, id, package.Name, package.Version, license);
        json.WriteString("primaryPackagePurpose", "LIBRARY");
        json.WriteString(
            "supplier",
            string.IsNullOrEmpty(package.Vendor) ? SpdxLicenses.NoAssertion : $"Organization: {package.Vendor}");
        json.Text("sourceInfo", SourceInfo(at));
        if (at.Purl.Length == 0)
        {
            return;
        }

        json.WriteStartArray("externalRefs");
        json.WriteStartObject();
        json.WriteString("referenceCategory", "PACKAGE-MANAGER");
        json.WriteString("referenceType", "purl");
        json.WriteString("referenceLocator", at.Purl);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private string SourceInfo(ImagePackage at)
    {
        LayerSummary? layer = _inventory.Layers.FirstOrDefault(l => l.Index == at.LayerIndex);
        string?[] parts =
        [
            at.Package.Location.Length > 0 ? $"found in {at.Package.Location}" : null,
            (layer?.DiffId ?? layer?.Digest) is { } digest ? $"layer {digest}" : null,
            at.Package.SourceName is { } source ? $"built from {source} {at.Package.SourceVersion}".TrimEnd() : null,
            at.IsRemoved ? "removed by a later layer" : null,
        ];
        return string.Join("; ", parts.OfType<string>());
    }
}
