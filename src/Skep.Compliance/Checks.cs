using Skep.Compliance.Age;
using Skep.Compliance.Base;
using Skep.Compliance.Build;
using Skep.Compliance.Environment;
using Skep.Compliance.Files;
using Skep.Compliance.Labels;
using Skep.Compliance.Licenses;
using Skep.Compliance.Network;
using Skep.Compliance.Packages;
using Skep.Compliance.Runtime;
using Skep.Compliance.Settings;
using Skep.Compliance.User;
using Skep.Compliance.Volumes;
using Skep.Core;

namespace Skep.Compliance;

/// <summary>Every check of an image. To add one, add a folder and a line here.</summary>
public static class Checks
{
    /// <summary>What judges files by themselves.</summary>
    public static IReadOnlyList<IInspector> Inspectors { get; } =
        [.. SettingsFile.All.Select(kind => new SettingsInspector(kind))];

    /// <summary>What checks need to know of files of any size.</summary>
    public static IReadOnlyList<IStreamInspector> Streams { get; } = [new LargeFileInspector()];

    /// <summary>Checks of what advisories know of an image, and it does not.</summary>
    /// <param name="now">The day against which the end of support is judged.</param>
    /// <param name="endOfLife">The day the distribution's release stops getting fixes; null when unknown.</param>
    /// <param name="vulnerabilities">Of the image's packages; empty when they were not looked for.</param>
    public static IReadOnlyList<IImageCheck> OfUpkeep(
        DateTimeOffset now, DateOnly? endOfLife, IReadOnlyList<VulnerabilityFinding> vulnerabilities) =>
        [new SupportCheck(now, endOfLife), new UpdatesCheck(vulnerabilities)];

    /// <param name="now">The day against which ages are judged.</param>
    public static IReadOnlyList<IImageCheck> All(DateTimeOffset now) =>
    [
        new AgeCheck(now),
        new ArchitectureCheck(),
        new BaseImageCheck(),
        new CommandCheck(),
        new CommandFormCheck(),
        new DuplicateCheck(),
        new HealthCheckCheck(),
        new HistoryCheck(),
        new LabelCheck(),
        new LayerCountCheck(),
        new LeftoverCheck(),
        new LicenseCheck(),
        new PortCheck(),
        new SetuidCheck(),
        new ToolCheck(),
        new TriggerCheck(),
        new UserCheck(),
        new VariableCheck(),
        new VolumeCheck(),
        new WorldWritableCheck(),
    ];
}
