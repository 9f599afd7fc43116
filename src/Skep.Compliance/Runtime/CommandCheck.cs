using Skep.Compliance.Rules;
using Skep.Compliance.Shell;
using Skep.Core;

namespace Skep.Compliance.Runtime;

/// <summary>Whether what a container is to start is there.</summary>
internal sealed class CommandCheck : ConfigCheck
{
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly ConfigRule Missing = new(
        "config/runtime/entrypoint-not-found", Severity.Medium, "The program to start does not exist")
    {
        Description = "ENTRYPOINT or CMD names a program that the image's files do not have: a container of it ends at "
            + "once.",
        Advice = "Correct the path, or copy the program into the image.",
    };

    private static readonly ConfigRule None = new("config/runtime/no-command", Severity.Negligible, "Nothing to start")
    {
        Description = "Without ENTRYPOINT and CMD whoever runs the image has to know what is in it.",
        Advice = "Set ENTRYPOINT or CMD; leave it out of images that are only built on.",
    };

    public override string Id => "config/runtime/command";

    public override IReadOnlyList<ConfigRule> Rules => [Missing, None];

    protected override IEnumerable<Sighting> Judge(ImageInventory image, IFileTree files)
    {
        if (image.Configuration is not { } configuration)
        {
            return [];
        }

        string keyword = configuration.Entrypoint.Count > 0 ? "ENTRYPOINT" : "CMD";
        IReadOnlyList<string> words = keyword == "CMD" ? configuration.Command : configuration.Entrypoint;
        if (words.Count == 0)
        {
            return [None.Sight("The image has neither ENTRYPOINT nor CMD.")];
        }

        // A layer that was not read to its end may have held it.
        bool isPartial = image.Problems.Any(problem => problem.Location.Length == 0);
        if (!files.IsKnown || isPartial || image.Layers.Count == 0)
        {
            return [];
        }

        string[] lost = [.. Programs(words).Where(program => !IsThere(program, configuration, files)).Take(1)];
        return lost.Select(program => Missing.Sight(
            program.Contains('/') ? $"{keyword} starts {program}, which is not there."
                : $"{keyword} starts {program}, which no directory of PATH has.") with
        {
            Subject = program,
            HistoryIndex = configuration.Last(keyword),
            CheckCommand = $"command -v {program}",
        });
    }

    // Of a script only a path that stands there whole is sure to be a program.
    private static IEnumerable<string> Programs(IReadOnlyList<string> words)
    {
        yield return words[0];
        if (words is [var shell, "-c", var script, ..]
            && ShellScript.IsShell(shell[(shell.LastIndexOf('/') + 1)..])
            && ShellScript.Parse(script) is [{ Effective: [['/', ..] program, ..] }]
            && program.All(c => char.IsAsciiLetterOrDigit(c) || "/._-+".Contains(c)))
        {
            yield return program;
        }
    }

    private static bool IsThere(string program, ImageConfiguration configuration, IFileTree files)
    {
        if (program.Length == 0 || program.Contains('$', StringComparison.Ordinal))
        {
            return true;
        }

        if (program.Contains('/', StringComparison.Ordinal))
        {
            string path = program.StartsWith('/') ? program : $"{configuration.WorkingDirectory}/{program}";
            return files.Exists(LayerPath.Parse(path));
        }

        string search = configuration.Environment
            .LastOrDefault(variable => variable.StartsWith("PATH=", StringComparison.Ordinal))?[5..] ?? DefaultPath;
        return search.Split(':').Any(folder => files.Exists(LayerPath.Parse($"{folder}/{program}")));
    }
}
