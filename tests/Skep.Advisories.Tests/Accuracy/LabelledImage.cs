using System.Text.RegularExpressions;
using Skep.Core;

namespace Skep.Advisories.Tests.Accuracy;

/// <summary>Works out, from nothing but names and versions, which distribution a labelled image was of.</summary>
internal static partial class LabelledImage
{
    /// <summary>The distribution; null when the versions do not tell its release.</summary>
    public static Distribution? DistributionOf(IReadOnlyCollection<MatchLabel> labels)
    {
        string repository = labels.First().Repository;
        return Most(labels, DebianRelease()) is { } debian ? new Distribution("debian", debian)
            : Most(labels, UbuntuRelease()) is { } ubuntu ? new Distribution("ubuntu", ubuntu)
            : Most(labels, EnterpriseRelease()) is { } enterprise
                ? new Distribution(EnterpriseId(repository), enterprise)
            : repository.Contains("wolfi", StringComparison.Ordinal) ? new Distribution("wolfi", string.Empty)
            : null;
    }

    /// <summary>The ecosystem of a distribution's package; null for one that no distribution packed.</summary>
    public static string? EcosystemOf(MatchLabel label, Distribution? distribution) =>
        distribution?.Id switch
        {
            "debian" or "ubuntu" when DebianVersion().IsMatch(label.Version) => "deb",
            "wolfi" when ApkVersion().IsMatch(label.Version) => "apk",
            "rhel" or "almalinux" or "rocky" or "centos" when EnterpriseRelease().IsMatch(label.Version) => "rpm",
            _ => null,
        };

    private static string EnterpriseId(string repository) =>
        repository.EndsWith("almalinux", StringComparison.Ordinal) ? "almalinux"
        : repository.EndsWith("rockylinux", StringComparison.Ordinal) ? "rocky"
        : repository.EndsWith("centos", StringComparison.Ordinal) ? "centos"
        : "rhel";

    private static string? Most(IEnumerable<MatchLabel> labels, Regex release) =>
        labels
            .Select(label => release.Match(label.Version))
            .Where(match => match.Success)
            .GroupBy(match => match.Groups["release"].Value, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .Select(group => group.Key)
            .FirstOrDefault();

    [GeneratedRegex("deb(?<release>[0-9]+)u[0-9]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DebianRelease();

    [GeneratedRegex(
        "ubuntu[0-9.]*[.](?<release>[0-9]{2}[.]04)[.]",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex UbuntuRelease();

    [GeneratedRegex("[.+]el(?<release>[0-9]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex EnterpriseRelease();

    [GeneratedRegex("-[0-9][0-9a-zA-Z+.~]*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DebianVersion();

    [GeneratedRegex("-r[0-9]+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ApkVersion();
}
