using Skep.Compliance.Licenses;

namespace Skep.Compliance.Rules;

/// <summary>Every rule, of whichever check, by its id.</summary>
internal static class ConfigRules
{
    public static IReadOnlyList<ConfigRule> All { get; } =
    [
        .. Checks.All(DateTimeOffset.UnixEpoch).OfType<ConfigCheck>()
            .SelectMany(check => check.Rules)
            .Concat(DockerfileScan.Rules)
            .Concat(LicenseCheck.Rules)
            .Distinct()
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];
}
