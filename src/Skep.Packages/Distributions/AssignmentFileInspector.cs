using Skep.Core;

namespace Skep.Packages.Distributions;

/// <summary>
/// Reads the files of <c>KEY=value</c> lines by which distributions named themselves before, or beside, os-release.
/// </summary>
/// <remarks>
/// <c>lsb-release</c> (Ubuntu before 12.04), <c>openwrt_release</c>, and <c>os-version</c> of UOS and Deepin.
/// </remarks>
internal sealed class AssignmentFileInspector : IInspector
{
    private const int Weight = 50;

    public InspectorId Id => new("distributions/assignment-files");

    public int Version => 1;

    public FilePatterns Wants { get; } = FilePatterns
        .Paths("etc/lsb-release", "usr/lib/lsb-release", "etc/openwrt_release", "etc/os-version")
        .UpTo(ByteSize.Mebibytes(1));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Dictionary<string, string> values = ShellAssignments.Read(file.Content.Span);
        Distribution? found = file.Path.Name is "os-version"
            ? FromOsVersion(values)
            : FromLsb(values);
        if (found is not null)
        {
            sink.Add(found with { Location = file.Path.ToString(), Weight = Weight });
        }

        return ValueTask.CompletedTask;
    }

    private static Distribution? FromLsb(Dictionary<string, string> values)
    {
        string id = values.GetValueOrDefault("DISTRIB_ID", string.Empty);
        if (id.Length == 0)
        {
            return null;
        }

        string release = values.GetValueOrDefault("DISTRIB_RELEASE", string.Empty);
        string description = values.GetValueOrDefault("DISTRIB_DESCRIPTION", string.Empty);
        return new Distribution(
            ReleaseSentence.Parse(id)?.Id ?? id.ToLowerInvariant(),
            release == "rolling" ? string.Empty : release)
        {
            PrettyName = description.Length == 0 ? id : description,
            Codename = values.GetValueOrDefault("DISTRIB_CODENAME", string.Empty),
        };
    }

    // MajorVersion=20, MinorVersion=1060, SystemName=UOS Server
    private static Distribution? FromOsVersion(Dictionary<string, string> values)
    {
        string name = values.GetValueOrDefault("SystemName", string.Empty);
        string? id = ReleaseSentence.Parse(name)?.Id
            ?? (name.StartsWith("Deepin", StringComparison.OrdinalIgnoreCase) ? "deepin" : null);
        return id is null
            ? null
            : new Distribution(id, values.GetValueOrDefault("MajorVersion", string.Empty))
            {
                PrettyName = $"{name} {values.GetValueOrDefault("MinorVersion")}".Trim(),
            };
    }
}
