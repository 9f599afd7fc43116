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
using Skep.Compliance.User;
using Skep.Compliance.Volumes;
using Skep.Core;

namespace Skep.Compliance;

/// <summary>Every check of an image. To add one, add a folder and a line here.</summary>
public static class Checks
{
    /// <summary>What checks need to know of files of any size.</summary>
    public static IReadOnlyList<IStreamInspector> Streams { get; } = [new LargeFileInspector()];

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
