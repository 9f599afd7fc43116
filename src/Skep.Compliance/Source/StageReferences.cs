using System.Globalization;
using Skep.Compliance.Dockerfiles;

namespace Skep.Compliance.Source;

/// <summary>Finds the stages that instructions take files from.</summary>
internal static class StageReferences
{
    /// <summary>The stage that a name or number means in an instruction of another one; null for an image.</summary>
    public static Stage? Find(ImageBuild build, Stage from, string name)
    {
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return index < from.Index ? build.Stages[index] : null;
        }

        return build.Stages.Take(from.Index).LastOrDefault(stage => Is(stage, name));
    }

    public static bool IsLater(ImageBuild build, Stage from, string name) =>
        build.Stages.Skip(from.Index).Any(stage => Is(stage, name));

    /// <summary>The names that an instruction takes files from: <c>--from</c>, and <c>from=</c> of its
    /// mounts.</summary>
    public static IEnumerable<string> Of(Instruction instruction) =>
        instruction.Flags.SelectMany(flag => flag.Name switch
        {
            "from" => [flag.Value],
            "mount" => flag.Value.Split(',')
                .Where(part => part.StartsWith("from=", StringComparison.Ordinal))
                .Select(part => part[5..]),
            _ => Enumerable.Empty<string>(),
        });

    private static bool Is(Stage stage, string name) =>
        stage.Name.Length > 0 && stage.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
