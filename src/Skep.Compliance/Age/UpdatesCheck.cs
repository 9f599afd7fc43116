using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Age;

/// <summary>How far the distribution's packages are behind what the distribution has published.</summary>
/// <remarks>
/// Known by vulnerabilities: a package for which a fix is out is behind. One that is behind for other reasons is not
/// seen, because advisories do not speak of it.
/// </remarks>
internal sealed class UpdatesCheck(IReadOnlyList<VulnerabilityFinding> vulnerabilities) : ConfigCheck
{
    private static readonly ConfigRule Behind = new(
        "config/age/packages-behind", Severity.Low, "Packages are behind the distribution's fixes")
    {
        Description = "The distribution has published fixes that were not installed when the image was built, or came "
            + "out since.",
        Advice = "Build again upon a newer base: docker build --pull --no-cache.",
        References = References.Cis(4),
    };

    private static readonly Dictionary<string, string> Listing = new(StringComparer.Ordinal)
    {
        ["apk"] = "apk version -l '<'",
        ["deb"] = "apt list --upgradable",
        ["rpm"] = "dnf check-update",
        ["alpm"] = "pacman -Qu",
    };

    public override string Id => "config/age/updates";

    public override IReadOnlyList<ConfigRule> Rules => [Behind];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        VulnerabilityFinding[] fixable =
        [
            .. vulnerabilities.Where(finding => finding is { Status: VulnerabilityStatus.Fixed, IsRemoved: false }
                && IsSystem(finding.Package.Package)),
        ];
        if (fixable.Length == 0)
        {
            return [];
        }

        string[] names =
            [.. fixable.Select(finding => finding.Package.Package.Name).Distinct().Order(StringComparer.Ordinal)];
        int all = image.Packages.Where(package => !package.IsRemoved && IsSystem(package.Package))
            .Select(package => package.Package.Name).Distinct().Count();
        DateTimeOffset? first = fixable.Min(finding => finding.FixAvailable);
        string since = first is { } day ? $"; the oldest fix has been out since {day:yyyy-MM-dd}" : string.Empty;
        string fixes = Names.Count(
            fixable.Select(finding => finding.Vulnerability.Id).Distinct().Count(), "vulnerability", "vulnerabilities");
        return
        [
            Behind.Sight(
                $"{names.Length} of {Names.Count(all, "system package")} have updates, against {fixes}{since}: "
                + $"{Names.List(names)}.") with
            {
                CheckCommand = Listing.GetValueOrDefault(fixable[0].Package.Package.Ecosystem.Value),
            },
        ];
    }

    private static bool IsSystem(Package package) => Listing.ContainsKey(package.Ecosystem.Value);
}
