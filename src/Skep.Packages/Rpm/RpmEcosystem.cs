using System.Globalization;
using Skep.Core;
using Skep.Packages.Distributions;
using Skep.Packages.Versions;

namespace Skep.Packages.Rpm;

/// <summary>
/// Packages of rpm: Red Hat and its rebuilds, Fedora, Amazon, SUSE, Photon, Azure Linux, openEuler and others.
/// </summary>
internal sealed class RpmEcosystem : IEcosystem
{
    public static readonly EcosystemId Name = new("rpm");

    public EcosystemId Id => Name;

    public string Title => "RPM packages";

    public IVersionOrder Versions { get; } = new RpmVersionOrder();

    public IReadOnlyList<IInspector> Inspectors { get; } =
        [new RpmDatabaseInspector(), new RpmLogInspector(), new RpmManifestInspector()];

    public string NormaliseName(string name) => name;

    /// <remarks>The purl type wants the epoch beside the version, and other tools the source's file name as
    /// upstream.</remarks>
    public PackageUrl Purl(Package package, Distribution? distribution)
    {
        (string? epoch, string version) = RpmSource.SplitEpoch(package.Version);
        PackageUrl purl = DistributionPurl.Of(Name, package, distribution);
        return purl with
        {
            Version = version,
            Qualifiers =
            [
                .. purl.Qualifiers.Where(qualifier => qualifier.Key != "upstream"),
                new("epoch", epoch),
                new("rpmmod", package.ModuleLabel),
                new("upstream", package is { SourceName: { } name, SourceVersion: { } source }
                    ? $"{name}-{RpmSource.SplitEpoch(source).Version}.src.rpm"
                    : null),
            ],
        };
    }

    public string? UpgradeCommand(Package package, string fixedVersion, Distribution? distribution) =>
        Manager(distribution) switch
        {
            "zypper" => ShellWord.Command("zypper install", $"{package.Name}={fixedVersion}"),
            "tdnf" => ShellWord.Command("tdnf update", package.Name),
            "yum" => ShellWord.Command("yum update", $"{package.Name}-{fixedVersion}"),
            _ => ShellWord.Command("dnf upgrade", $"{package.Name}-{fixedVersion}"),
        };

    private static string Manager(Distribution? distribution) => distribution switch
    {
        { Id: "photon" or "mariner" or "azurelinux" } => "tdnf",
        { Id: "sles" or "sled" or "opensuse" or "opensuse-leap" or "opensuse-tumbleweed" } => "zypper",
        { IdLike: var parents } when parents.Contains("suse") => "zypper",
        { Id: "rhel" or "centos" or "ol" or "scientific", VersionId: var version } when IsBefore(version, 8) => "yum",
        { Id: "amzn", VersionId: "2" or "2018.03" } => "yum",
        _ => "dnf",
    };

    private static bool IsBefore(string version, int major) =>
        int.TryParse(version.Split('.')[0], CultureInfo.InvariantCulture, out int number) && number < major;
}
