using Skep.Compliance.Licenses;
using Skep.Compliance.Settings;

namespace Skep.Compliance.Rules;

/// <summary>Every rule, of whichever check, by its id.</summary>
internal static class ConfigRules
{
    public static IReadOnlyList<ConfigRule> All { get; } =
    [
        .. Checks.All(DateTimeOffset.UnixEpoch)
            .Concat(Checks.OfUpkeep(DateTimeOffset.UnixEpoch, endOfLife: null, vulnerabilities: []))
            .OfType<ConfigCheck>()
            .SelectMany(check => check.Rules)
            .Concat(SettingsRules.All)
            .Concat(DockerfileScan.Rules)
            .Concat(LicenseCheck.Rules)
            .Distinct()
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];
}
