using Skep.Core;

namespace Skep.Packages.Sboms;

/// <summary>Turns a package URL into the package it addresses: the inverse of <see cref="IEcosystem.Purl"/>.</summary>
/// <remarks>
/// Tools write what the specification leaves open in several ways: an rpm's epoch in the version or as a qualifier, the
/// source package as <c>upstream</c> by name, by name and version, or as the source rpm's file name.
/// </remarks>
internal static class PurlPackage
{
    private const string SourceRpm = ".src.rpm";

    // Names that other tools give a distribution, and the ID of its os-release.
    private static readonly Dictionary<string, string> SystemIds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["alma"] = "almalinux",
        ["amazon"] = "amzn",
        ["azure"] = "azurelinux",
        ["cbl-mariner"] = "mariner",
        ["opensuse.leap"] = "opensuse-leap",
        ["opensuse.tumbleweed"] = "opensuse-tumbleweed",
        ["oracle"] = "ol",
        ["oraclelinux"] = "ol",
        ["redhat"] = "rhel",
        ["slem"] = "sl-micro",
        ["suse linux enterprise server"] = "sles",
    };

    public static Package? From(PackageUrl url, SbomComponent component)
    {
        string? version = url.Version ?? component.Version;
        if (string.IsNullOrWhiteSpace(version))
        {
            return null;
        }

        string? epoch = Qualifier(url, "epoch");
        if (epoch is not (null or "" or "0") && !version.Contains(':', StringComparison.Ordinal))
        {
            version = $"{epoch}:{version}";
        }

        (string? sourceName, string? sourceVersion) = Source(Qualifier(url, "upstream"));
        int colon = version.IndexOf(':', StringComparison.Ordinal);
        if (url.Type == "rpm" && sourceVersion is not null && colon > 0)
        {
            // The file name of a source rpm leaves the epoch out.
            sourceVersion = version[..(colon + 1)] + sourceVersion;
        }

        return new Package(new EcosystemId(url.Type), NameOf(url), version)
        {
            Evidence = PackageEvidence.Sbom,
            Architecture = Qualifier(url, "arch"),
            ModuleLabel = Qualifier(url, "rpmmod") ?? Qualifier(url, "modularitylabel"),
            SourceName = component.SourceName ?? sourceName,
            SourceVersion = component.SourceName is null ? sourceVersion : component.SourceVersion,
            Licenses = component.Licenses,
        };
    }

    /// <summary>The distribution that <c>distro=debian-12.1</c> names.</summary>
    public static Distribution? DistributionOf(PackageUrl url)
    {
        string? distro = Qualifier(url, "distro");
        int dash = distro?.LastIndexOf('-') ?? -1;
        if (string.IsNullOrEmpty(distro))
        {
            return null;
        }

        return dash > 0 && dash + 1 < distro.Length && char.IsAsciiDigit(distro[dash + 1])
            ? DistributionOf(distro[..dash], distro[(dash + 1)..])
            : DistributionOf(distro, string.Empty);
    }

    public static Distribution DistributionOf(string name, string version) =>
        new(SystemIds.GetValueOrDefault(name.Trim(), name.Trim().ToLowerInvariant()), version.Trim());

    private static string NameOf(PackageUrl url) => (url.Type, url.Namespace) switch
    {
        // The namespace of a distribution's package is the distribution.
        ("alpm" or "apk" or "deb" or "opkg" or "rpm", _) or (_, null or "") => url.Name,
        ("maven", _) => $"{url.Namespace}:{url.Name}",
        _ => $"{url.Namespace}/{url.Name}",
    };

    private static (string? Name, string? Version) Source(string? upstream)
    {
        if (string.IsNullOrEmpty(upstream))
        {
            return default;
        }

        if (upstream.EndsWith(SourceRpm, StringComparison.Ordinal))
        {
            string file = upstream[..^SourceRpm.Length];
            int release = file.LastIndexOf('-');
            int version = release > 0 ? file.LastIndexOf('-', release - 1) : -1;
            return version > 0 ? (file[..version], file[(version + 1)..]) : (file, null);
        }

        int at = upstream.IndexOf('@', StringComparison.Ordinal);
        return at > 0 ? (upstream[..at], upstream[(at + 1)..]) : (upstream, null);
    }

    private static string? Qualifier(PackageUrl url, string key)
    {
        foreach ((string name, string? value) in url.Qualifiers)
        {
            if (name == key)
            {
                return value;
            }
        }

        return null;
    }
}
