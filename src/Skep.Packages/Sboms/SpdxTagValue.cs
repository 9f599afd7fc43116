using System.Text;
using Skep.Core;

namespace Skep.Packages.Sboms;

/// <summary>Reads SPDX 2 as lines of tags and values.</summary>
/// <remarks>
/// A package begins with <c>PackageName</c> and ends where the next one, or a file, begins.
/// Format: <see href="https://spdx.github.io/spdx-spec/v2.3/conformance/#44-standard-data-format-requirements"/>.
/// </remarks>
internal static class SpdxTagValue
{
    public static string Read(ReadOnlySpan<byte> document, SbomCollector found, CancellationToken cancellationToken)
    {
        string format = "SPDX tag-value";
        Dictionary<string, string>? package = null;
        foreach (ReadOnlySpan<byte> line in new LineEnumerator(document))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int colon = line.IndexOf((byte)':');
            if (colon <= 0)
            {
                continue;
            }

            string tag = Encoding.UTF8.GetString(line[..colon]);
            string value = Encoding.UTF8.GetString(line[(colon + 1)..].Trim(" \t"u8));
            switch (tag)
            {
                case "SPDXVersion":
                    format = $"SPDX tag-value {value.Replace("SPDX-", string.Empty, StringComparison.Ordinal)}";
                    break;
                case "PackageName":
                    Report(package, found);
                    package = new(StringComparer.Ordinal) { [tag] = value };
                    break;
                case "FileName":
                    Report(package, found);
                    package = null;
                    break;
                case "ExternalRef" when value.Split(' ') is [_, "purl", var purl, ..]:
                    package?.TryAdd("purl", purl);
                    break;
                default:
                    package?.TryAdd(tag, value);
                    break;
            }
        }

        Report(package, found);
        return format;
    }

    private static void Report(Dictionary<string, string>? package, SbomCollector found)
    {
        if (package is null)
        {
            return;
        }

        string? purpose = package.GetValueOrDefault("PrimaryPackagePurpose");
        string? version = package.GetValueOrDefault("PackageVersion");
        string? purl = package.GetValueOrDefault("purl");
        if (SpdxPurpose.IsSystem(purpose, package.GetValueOrDefault("SPDXID")))
        {
            found.AddSystem(package["PackageName"], version);
        }
        else if (purl is not null || SpdxPurpose.IsLibrary(purpose))
        {
            string? license = SpdxPurpose.License(package.GetValueOrDefault("PackageLicenseDeclared"));
            found.Add(new SbomComponent(purl, version) { Licenses = license is null ? [] : [license] });
        }
    }
}
