using Skep.Advisories.Model;
using Skep.Core;

namespace Skep.Advisories.Match;

/// <summary>Under which scopes the feeds file the packages of a distribution's release.</summary>
/// <remarks>
/// The first scope is the release itself; the others are streams of the same release that its users may have
/// subscribed to (Ubuntu's ESM), whose fixes count as well.
/// </remarks>
internal static class DistributionScopes
{
    private static readonly string[] UbuntuStreams = ["-esm", "-esm-infra", "-esm-infra-legacy", "-esm-apps", "-pro"];

    /// <summary>The scopes of <paramref name="distribution"/>; empty when the release cannot be told.</summary>
    public static IReadOnlyList<string> Of(Distribution distribution)
    {
        string id = distribution.Id;
        string version = distribution.VersionId;
        return id switch
        {
            "wolfi" or "chainguard" or "arch" or "opensuse-tumbleweed" => [id],
            "alpine" => Alpine(version),
            "debian" => Debian(distribution),
            "ubuntu" => version.Length == 0
                ? []
                : [$"ubuntu:{version}", .. UbuntuStreams.Select(s => $"ubuntu:{version}{s}")],
            "rhel" or "centos" or "redhat" => Major("rhel", version),
            "almalinux" or "rocky" => Major(id, version),
            "ol" or "oracle" or "oraclelinux" => Major("oracle", version),
            "amzn" => version.Length == 0
                ? []
                : [$"amazon:{(version.StartsWith("201", StringComparison.Ordinal) ? "1" : version)}"],
            "photon" => Major(id, version),
            "sles" or "sled" or "suse" or "sles_sap" => version.Length == 0 ? [] : [$"sles:{version}"],
            "opensuse" or "opensuse-leap" => version.Length == 0 ? [] : [$"opensuse-leap:{version}"],
            "openeuler" => OpenEuler(distribution),
            _ => version.Length == 0 ? [] : [$"{id}:{version}"],
        };
    }

    /// <summary>
    /// The distribution's own vendor tags in rpm packages; empty when any vendor is the distribution's.
    /// </summary>
    public static IReadOnlyList<string> Vendors(string id) =>
        id switch
        {
            "rhel" or "redhat" => ["Red Hat"],
            "centos" => ["CentOS", "Red Hat"],
            "almalinux" => ["AlmaLinux"],
            "rocky" => ["Rocky"],
            "ol" => ["Oracle"],
            "amzn" => ["Amazon"],
            "sles" or "sled" or "sles_sap" or "suse" => ["SUSE", "openSUSE"],
            "opensuse" or "opensuse-leap" or "opensuse-tumbleweed" => ["openSUSE", "SUSE"],
            "photon" => ["VMware", "Broadcom"],
            "mariner" or "azurelinux" => ["Microsoft"],
            "fedora" => ["Fedora"],
            _ => [],
        };

    // "3.18.9" is release 3.18; "3.19_alpha20230901" is what will be 3.19, and only edge is published for it.
    private static string[] Alpine(string version)
    {
        string[] parts = version.Split('.');
        return version.Contains('_') || version == "edge" ? ["alpine:edge"]
            : parts.Length >= 2 ? [$"alpine:{parts[0]}.{parts[1]}"]
            : [];
    }

    // Testing and unstable carry no VERSION_ID; testing has the code name of the release it will be.
    private static string[] Debian(Distribution distribution)
    {
        if (distribution.VersionId.Length > 0)
        {
            string[] parts = distribution.VersionId.Split('.');
            return
            [
                $"debian:{(parts[0] is "3" or "4" or "5" && parts.Length > 1 ? $"{parts[0]}.{parts[1]}" : parts[0])}",
            ];
        }

        string codename = distribution.Codename.Split('/')[0];
        return [Scopes.Debian(codename) ?? "debian:sid"];
    }

    private static string[] Major(string id, string version)
    {
        string major = version.Split('.')[0];
        return major.Length == 0 ? [] : [$"{id}:{major}"];
    }

    // VERSION_ID says "22.03" for each of its service packs; only the long name tells them apart: "openEuler 22.03
    // (LTS-SP1)".
    private static string[] OpenEuler(Distribution distribution)
    {
        int open = distribution.PrettyName.IndexOf('(');
        int close = distribution.PrettyName.IndexOf(')');
        string pack = open >= 0 && close > open ? $"-{distribution.PrettyName[(open + 1)..close]}" : string.Empty;
        return distribution.VersionId.Length == 0 ? [] : [$"openeuler:{distribution.VersionId}{pack}"];
    }
}
