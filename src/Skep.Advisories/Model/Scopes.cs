namespace Skep.Advisories.Model;

/// <summary>
/// The names of the places in which packages are looked up: a distribution's release, or a language ecosystem.
/// </summary>
/// <remarks>
/// Distribution releases are <c>id:release</c> with os-release's id (<c>alpine:3.18</c>, <c>debian:12</c>,
/// <c>ubuntu:18.04-esm-infra</c>, <c>wolfi</c>); ecosystems carry their <see cref="Core.EcosystemId"/> (<c>npm</c>,
/// <c>pypi</c>).
/// </remarks>
public static class Scopes
{
    /// <summary>Feeds that describe vulnerabilities without naming packages.</summary>
    public const string Enrichment = "cve";

    /// <summary>Programs that no package manager recorded, by the names of their classifiers.</summary>
    public const string Programs = "generic";

    private static readonly Dictionary<string, string> DebianReleases = new(StringComparer.Ordinal)
    {
        ["sarge"] = "3.1",
        ["etch"] = "4.0",
        ["lenny"] = "5.0",
        ["squeeze"] = "6",
        ["wheezy"] = "7",
        ["jessie"] = "8",
        ["stretch"] = "9",
        ["buster"] = "10",
        ["bullseye"] = "11",
        ["bookworm"] = "12",
        ["trixie"] = "13",
        ["forky"] = "14",
        ["duke"] = "15",
        ["sid"] = "sid",
    };

    private static readonly Dictionary<string, string> UbuntuReleases = new(StringComparer.Ordinal)
    {
        ["precise"] = "12.04",
        ["trusty"] = "14.04",
        ["utopic"] = "14.10",
        ["vivid"] = "15.04",
        ["wily"] = "15.10",
        ["xenial"] = "16.04",
        ["yakkety"] = "16.10",
        ["zesty"] = "17.04",
        ["artful"] = "17.10",
        ["bionic"] = "18.04",
        ["cosmic"] = "18.10",
        ["disco"] = "19.04",
        ["eoan"] = "19.10",
        ["focal"] = "20.04",
        ["groovy"] = "20.10",
        ["hirsute"] = "21.04",
        ["impish"] = "21.10",
        ["jammy"] = "22.04",
        ["kinetic"] = "22.10",
        ["lunar"] = "23.04",
        ["mantic"] = "23.10",
        ["noble"] = "24.04",
        ["oracular"] = "24.10",
        ["plucky"] = "25.04",
        ["questing"] = "25.10",
        ["resolute"] = "26.04",
    };

    /// <summary>The scope of a Debian release's code name; null when the name is not known.</summary>
    public static string? Debian(string codename) =>
        DebianReleases.TryGetValue(codename, out string? release) ? $"debian:{release}" : null;

    /// <summary>The scope of an Ubuntu release's code name; null when the name is not known.</summary>
    public static string? Ubuntu(string codename) =>
        UbuntuReleases.TryGetValue(codename, out string? release) ? $"ubuntu:{release}" : null;
}
