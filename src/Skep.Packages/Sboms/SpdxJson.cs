using System.Text.Json;
using Skep.Packages.Formats;

namespace Skep.Packages.Sboms;

/// <summary>Reads SPDX in JSON: 2.2 and 2.3, and the packages of 3.0.</summary>
/// <remarks>
/// Formats: <see href="https://spdx.github.io/spdx-spec/v2.3/"/>,
/// <see href="https://spdx.github.io/spdx-spec/v3.0.1/"/>.
/// </remarks>
internal static class SpdxJson
{
    public static string Read(JsonElement root, SbomCollector found, CancellationToken cancellationToken)
    {
        foreach (JsonElement package in root.Member("packages"u8).Items())
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadPackage(package, found);
        }

        foreach (JsonElement element in root.Member("@graph"u8).Items())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (element.Text("software_packageUrl"u8) is { } purl)
            {
                found.Add(new SbomComponent(purl, element.Text("software_packageVersion"u8)));
            }
        }

        string version = root.Text("spdxVersion"u8) ?? "SPDX-3";
        return $"SPDX JSON {version.Replace("SPDX-", string.Empty, StringComparison.Ordinal)}";
    }

    private static void ReadPackage(JsonElement package, SbomCollector found)
    {
        string? purl = package.Member("externalRefs"u8).Items()
            .FirstOrDefault(reference => reference.Text("referenceType"u8) == "purl")
            .Text("referenceLocator"u8);
        string? version = package.Text("versionInfo"u8);
        if (SpdxPurpose.IsSystem(package.Text("primaryPackagePurpose"u8), package.Text("SPDXID"u8)))
        {
            found.AddSystem(package.Text("name"u8), version);
        }
        else if (purl is not null || SpdxPurpose.IsLibrary(package.Text("primaryPackagePurpose"u8)))
        {
            string? license = SpdxPurpose.License(package.Text("licenseDeclared"u8))
                ?? SpdxPurpose.License(package.Text("licenseConcluded"u8));
            found.Add(new SbomComponent(purl, version) { Licenses = license is null ? [] : [license] });
        }
    }
}

/// <summary>The words by which an SPDX package says what it is.</summary>
internal static class SpdxPurpose
{
    // Documents of before 2.3 have no purpose; Trivy's identifier says it.
    public static bool IsSystem(string? purpose, string? id) =>
        purpose is "OPERATING-SYSTEM" or "OPERATING_SYSTEM"
        || id?.StartsWith("SPDXRef-OperatingSystem", StringComparison.Ordinal) == true;

    public static bool IsLibrary(string? purpose) => purpose is "LIBRARY" or "FRAMEWORK";

    public static string? License(string? license) => license is null or "NONE" or "NOASSERTION" ? null : license;
}
