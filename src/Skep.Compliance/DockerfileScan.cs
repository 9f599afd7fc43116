using Skep.Compliance.Build;
using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Environment;
using Skep.Compliance.Network;
using Skep.Compliance.Rules;
using Skep.Compliance.Runtime;
using Skep.Compliance.Source;
using Skep.Compliance.User;
using Skep.Compliance.Volumes;
using Skep.Core;

namespace Skep.Compliance;

/// <summary>Judges one Dockerfile by the rules for images, and by those that only a source shows.</summary>
public static class DockerfileScan
{
    /// <summary>Checks of a configuration that make sense before there is an image.</summary>
    private static readonly ConfigCheck[] OfConfiguration =
    [
        new CommandFormCheck(), new HealthCheckCheck(), new PortCheck(), new TriggerCheck(), new UserCheck(),
        new VariableCheck(), new VolumeCheck(),
    ];

    /// <summary>A file of more is made up, and a report of more is not read.</summary>
    private const int MaxFindings = 1000;

    /// <summary>Bases that set an unprivileged user themselves.</summary>
    private static readonly string[] Unprivileged = ["nonroot", "rootless", "unprivileged", "cgr.dev/chainguard/"];

    internal static IEnumerable<ConfigRule> Rules =>
        BuildChecks.All.Concat(BuildChecks.OfSource).SelectMany(check => check.Rules)
            .Concat(OfConfiguration.SelectMany(check => check.Rules))
            .Distinct();

    /// <param name="path">As the findings are to name it.</param>
    /// <param name="hasIgnoreFile">Whether a <c>.dockerignore</c> is beside it; null when that is not known.</param>
    public static DockerfileVerdict Judge(string path, string text, bool? hasIgnoreFile)
    {
        DockerfileSource source = DockerfileParser.Parse(text);
        ImageBuild build = ImageBuild.Of(source) with { HasIgnoreFile = hasIgnoreFile };
        IEnumerable<LinedSighting> all = Syntax(source)
            .Concat(BuildChecks.All.Concat(BuildChecks.OfSource)
                .SelectMany(check => check.Judge(build))
                .Select(BuildSightings.Of))
            .Concat(build.Final is null ? [] : Configuration(path, build));
        return Sort(path, BuildSightings.Numbered(all).Take(MaxFindings), source);
    }

    private static DockerfileVerdict Sort(string path, IEnumerable<LinedSighting> all, DockerfileSource source)
    {
        var comments = new IgnoreComments(source);
        var found = new List<DockerfileFinding>();
        var ignored = new List<IgnoredFinding>();
        foreach (LinedSighting sighting in all.OrderBy(sighting => sighting.Line))
        {
            var finding = new DockerfileFinding(
                sighting.Sighting with { Location = path, HistoryIndex = null }, sighting.Instruction);
            if (comments.Find(sighting.Sighting.Rule.Value, sighting.Line) is var (reason, line))
            {
                ignored.Add(new IgnoredFinding(finding, reason, line));
            }
            else
            {
                found.Add(finding);
            }
        }

        return new DockerfileVerdict(found, ignored)
        {
            Problems =
            [
                .. source.Problems.Where(problem => problem.IsUnread).Select(problem =>
                    new Problem(path, problem.Message)),
            ],
        };
    }

    private static IEnumerable<LinedSighting> Syntax(DockerfileSource source)
    {
        foreach (DockerfileProblem problem in source.Problems.Where(problem => !problem.IsUnread))
        {
            yield return new LinedSighting(
                SyntaxCheck.Invalid.Sight($"In line {problem.Line} {problem.Message}.")
                    with
                { Subject = problem.Message },
                problem.Line,
                string.Empty);
        }

        if (!source.Instructions.Any(instruction => instruction.Keyword == "FROM"))
        {
            yield return new LinedSighting(
                SyntaxCheck.Invalid.Sight("The file has no FROM.") with { Subject = "FROM" }, 0, string.Empty);
        }
    }

    // The same checks as for images; their history is the instructions, so they point at lines.
    private static IEnumerable<LinedSighting> Configuration(string path, ImageBuild build)
    {
        var image = new ImageInventory
        {
            Image = new ImageIdentity { Name = path, Kind = "dockerfile" },
            Configuration = FinalConfiguration.Of(build, out IReadOnlyList<Instruction> steps),
        };
        string bottom = build.Shipped.First().Image;
        foreach (Sighting sighting in OfConfiguration.SelectMany(check => check.Check(image, NoFiles.Instance)))
        {
            bool mayInherit = sighting.Rule.Value == UserCheck.Root.Id && image.Configuration.User.Length == 0
                && Array.Exists(Unprivileged, word => bottom.Contains(word, StringComparison.Ordinal));
            if (!mayInherit)
            {
                Instruction at = sighting.HistoryIndex is { } index ? steps[index] : build.Final!.From!;
                yield return BuildSightings.At(sighting with { CheckCommand = null }, at);
            }
        }
    }
}
