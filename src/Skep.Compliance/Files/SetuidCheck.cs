using System.Globalization;
using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Files;

/// <summary>Programs that run as somebody other than who starts them.</summary>
internal sealed class SetuidCheck : ConfigCheck
{
    /// <summary>An image with more of them is one big finding already.</summary>
    private const int MaxFindings = 100;

    private static readonly ConfigRule Unusual = new(
        "config/files/setuid", Severity.Medium, "Unusual setuid or setgid program")
    {
        Description = "Whoever starts the program gets the rights of its owner or group. It is not among those that "
            + "distributions ship so.",
        Advice = "Remove the bit in the instruction that brings the file: chmod a-s FILE.",
        References = References.Cis(8),
    };

    private static readonly ConfigRule Usual = new(
        "config/files/setuid-usual", Severity.Negligible, "Setuid and setgid programs of the distribution")
    {
        Description = "Programs such as su, mount and passwd are shipped so by distributions; a container seldom needs "
            + "them.",
        Advice = "Drop them: RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +; or run with no-new-privileges.",
        References = References.Cis(8),
    };

    private static readonly ConfigRule Capable = new(
        "config/files/capabilities", Severity.Low, "Program with file capabilities")
    {
        Description = "Whoever starts the program gets parts of root's rights.",
        Advice = "Remove them in the instruction that brings the file: setcap -r FILE.",
        References = ["https://man7.org/linux/man-pages/man7/capabilities.7.html"],
    };

    public override string Id => "config/files/setuid";

    public override IReadOnlyList<ConfigRule> Rules => [Unusual, Usual, Capable];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        Placed<SpecialFile>[] visible =
            [.. image.SpecialFiles.Where(file => !file.IsRemoved && !file.What.IsDirectory)];
        Placed<SpecialFile>[] elevated = [.. visible.Where(file => file.What.IsSetUser || file.What.IsSetGroup)];
        Placed<SpecialFile>[] usual = [.. elevated.Where(file => UsualSetuid.Includes(file.What.Path))];
        foreach (Placed<SpecialFile> file in elevated.Except(usual).Take(MaxFindings))
        {
            yield return Of(Unusual, file, Bits(file.What)) with
            {
                Severity = file.OwnedBy is null && file.What is { IsSetUser: true, OwnerId: 0 }
                    ? Severity.Medium
                    : Severity.Low,
            };
        }

        if (usual.Length > 0)
        {
            string list = Names.List(usual.Select(file => "/" + file.What.Path).Order(StringComparer.Ordinal));
            yield return Usual.Sight($"{Names.Count(usual.Length, "program")}: {list}.") with
            {
                CheckCommand = "find / -xdev -perm /6000 -type f",
            };
        }

        foreach (Placed<SpecialFile> file in visible.Where(file =>
            file.What.Capabilities is not null).Take(MaxFindings))
        {
            yield return Of(Capable, file, "has file capabilities") with
            {
                Severity = file.OwnedBy is null ? Severity.Medium : Severity.Low,
                CheckCommand = $"getcap '/{file.What.Path}'",
            };
        }
    }

    private static Sighting Of(ConfigRule rule, Placed<SpecialFile> file, string what)
    {
        string owner = file.OwnedBy is { } package ? $"from {package}" : "of no package";
        return rule.Sight($"/{file.What.Path} ({owner}) {what}.") with
        {
            Location = file.What.Path.ToString(),
            LayerIndex = file.LayerIndex,
            CheckCommand = $"stat '/{file.What.Path}'",
        };
    }

    private static string Bits(SpecialFile file)
    {
        string mode = Convert.ToString(file.Mode, 8).PadLeft(4, '0');
        string user = file.OwnerId.ToString(CultureInfo.InvariantCulture);
        return (file.IsSetUser, file.IsSetGroup) switch
        {
            (true, true) => $"runs as user {user} and group {file.GroupId} (mode {mode})",
            (true, false) => $"runs as {(file.OwnerId == 0 ? "root" : "user " + user)} (setuid, mode {mode})",
            _ => $"runs as group {file.GroupId} (setgid, mode {mode})",
        };
    }
}
