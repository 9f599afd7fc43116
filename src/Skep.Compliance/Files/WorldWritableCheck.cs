using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Files;

/// <summary>What every user of a container may change.</summary>
internal sealed class WorldWritableCheck : ConfigCheck
{
    /// <summary>An image with more directories of them is wrong as a whole.</summary>
    private const int MaxFindings = 50;

    private const int AnyExecute = 0b001_001_001;

    private static readonly ConfigRule File = new(
        "config/files/world-writable", Severity.Low, "Files that everybody may change")
    {
        Description = "Any process in the container, whoever runs it, may change them; a program or a setting "
            + "among them "
            + "is a way to other users' rights.",
        Advice = "Take the permission away in the instruction that brings them: chmod o-w, or COPY --chmod=644.",
        References = ["https://cwe.mitre.org/data/definitions/732.html"],
    };

    private static readonly ConfigRule Directory = new(
        "config/files/world-writable-directory", Severity.Low, "Directory where everybody may replace files")
    {
        Description = "Without the sticky bit everybody may delete and replace the files of others there.",
        Advice = "Set the sticky bit (chmod +t) or take the permission away (chmod o-w).",
        References = ["https://cwe.mitre.org/data/definitions/732.html"],
    };

    public override string Id => "config/files/world-writable";

    public override IReadOnlyList<ConfigRule> Rules => [File, Directory];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        Placed<SpecialFile>[] open = [.. image.SpecialFiles.Where(file => !file.IsRemoved
            && file.What.IsWorldWritable)];
        foreach (Placed<SpecialFile> directory in open.Where(file => file.What.IsDirectory).Take(MaxFindings))
        {
            string path = "/" + directory.What.Path;
            yield return Directory.Sight($"Everybody may replace files in {path} ({Mode(directory.What)}).") with
            {
                Location = directory.What.Path.ToString(),
                LayerIndex = directory.LayerIndex,
                CheckCommand = $"stat '{path}'",
            };
        }

        // One careless chmod -R makes thousands: told by directory and layer.
        var groups = open
            .Where(file => !file.What.IsDirectory)
            .GroupBy(file => (Folder: file.What.Path.Parent, file.LayerIndex))
            .OrderBy(group => group.Key.Folder)
            .ThenBy(group => group.Key.LayerIndex);
        foreach (var group in groups.Take(MaxFindings))
        {
            yield return Of([.. group.OrderBy(file => file.What.Path)]);
        }
    }

    private static Sighting Of(Placed<SpecialFile>[] files)
    {
        SpecialFile first = files[0].What;
        string where = files.Length == 1 ? first.Path.ToString() : first.Path.Parent.ToString();
        string message = files.Length == 1
            ? $"Everybody may change /{first.Path} ({Mode(first)})."
            : $"Everybody may change {files.Length} files in /{where}: "
                + Names.List(files.Select(file => file.What.Path.Name.ToString())) + ".";
        bool runs = files.Any(file => (file.What.Mode & AnyExecute) != 0);
        return File.Sight(message) with
        {
            Severity = runs ? Severity.Medium : File.Severity,
            Location = where,
            LayerIndex = files[0].LayerIndex,
            CheckCommand = $"find '/{where}' -maxdepth 1 -type f -perm -o+w",
        };
    }

    private static string Mode(SpecialFile file) => "mode " + Convert.ToString(file.Mode, 8).PadLeft(4, '0');
}
