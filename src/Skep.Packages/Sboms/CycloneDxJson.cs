using System.Text.Json;
using Skep.Packages.Formats;

namespace Skep.Packages.Sboms;

/// <summary>Reads CycloneDX in JSON.</summary>
/// <remarks>Format: <see href="https://cyclonedx.org/docs/1.6/json/"/>. Components may hold components.</remarks>
internal static class CycloneDxJson
{
    public static string Read(JsonElement root, SbomCollector found, CancellationToken cancellationToken)
    {
        JsonElement subject = root.Member("metadata"u8).Member("component"u8);
        if (subject.Text("type"u8) == "operating-system")
        {
            found.AddSystem(subject.Text("name"u8), subject.Text("version"u8));
        }

        // The subject is the scanned thing itself, but what it is made of may hang below it.
        ReadAll(subject.Member("components"u8), found, cancellationToken);
        ReadAll(root.Member("components"u8), found, cancellationToken);
        return $"CycloneDX JSON {root.Text("specVersion"u8)}";
    }

    // Recursion is bounded by the JSON reader's depth.
    private static void ReadAll(JsonElement components, SbomCollector found, CancellationToken cancellationToken)
    {
        foreach (JsonElement component in components.Items())
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadAll(component.Member("components"u8), found, cancellationToken);
            string? purl = component.Text("purl"u8);
            switch (component.Text("type"u8))
            {
                case "operating-system":
                    found.AddSystem(component.Text("name"u8), component.Text("version"u8));
                    break;
                case "library" or "framework":
                    Add(component, purl, found);
                    break;

                // Applications without an address are lock files and binaries that group the components in them.
                default:
                    if (purl is not null)
                    {
                        Add(component, purl, found);
                    }

                    break;
            }
        }
    }

    private static void Add(JsonElement component, string? purl, SbomCollector found)
    {
        Dictionary<string, string> properties = [];
        foreach (JsonElement property in component.Member("properties"u8).Items())
        {
            if (property.Text("name"u8) is { } name && property.Text("value"u8) is { } value)
            {
                properties.TryAdd(name, value);
            }
        }

        found.Add(new SbomComponent(purl, component.Text("version"u8))
        {
            Licenses = [.. Licenses(component.Member("licenses"u8))],
            SourceName = properties.GetValueOrDefault("aquasecurity:trivy:SrcName"),
            SourceVersion = SourceVersion(properties),
        });
    }

    // Trivy writes the parts of the source package's version apart.
    private static string? SourceVersion(Dictionary<string, string> properties)
    {
        if (!properties.TryGetValue("aquasecurity:trivy:SrcVersion", out string? version))
        {
            return null;
        }

        string? release = properties.GetValueOrDefault("aquasecurity:trivy:SrcRelease");
        version = release is null ? version : $"{version}-{release}";
        string? epoch = properties.GetValueOrDefault("aquasecurity:trivy:SrcEpoch");
        return epoch is null or "0" ? version : $"{epoch}:{version}";
    }

    private static IEnumerable<string> Licenses(JsonElement licenses)
    {
        foreach (JsonElement choice in licenses.Items())
        {
            JsonElement license = choice.Member("license"u8);
            if ((choice.Text("expression"u8) ?? license.Text("id"u8) ?? license.Text("name"u8)) is { } text)
            {
                yield return text;
            }
        }
    }
}
