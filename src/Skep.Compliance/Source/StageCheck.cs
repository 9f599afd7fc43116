using Skep.Compliance.Build;
using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Source;

/// <summary>How the stages of a Dockerfile hang together.</summary>
internal sealed class StageCheck : BuildCheck
{
    private static readonly ConfigRule Unused = new(
        "config/dockerfile/unused-stage", Severity.Negligible, "Stage is not used")
    {
        Description = "Nothing that is shipped comes from the stage: it is built with --target, or was forgotten.",
        Advice = "Remove the stage unless it is a target of its own.",
    };

    private static readonly ConfigRule Duplicate = new(
        "config/dockerfile/duplicate-stage", Severity.Low, "Two stages have the same name")
    {
        Description = "FROM and COPY --from take the later one, which may not be the one that was meant.",
        Advice = "Give each stage a name of its own.",
        References = ["hadolint DL3024"],
    };

    private static readonly ConfigRule Twice = new(
        "config/dockerfile/overridden", Severity.Low, "Instruction has no effect")
    {
        Description = "Of several CMD, ENTRYPOINT or HEALTHCHECK in a stage only the last counts.",
        Advice = "Keep the one that is meant.",
        References = ["hadolint DL3012, DL4003, DL4004", "trivy DS-0007, DS-0016, DS-0023"],
    };

    private static readonly string[] Single = ["CMD", "ENTRYPOINT", "HEALTHCHECK"];

    public override IReadOnlyList<ConfigRule> Rules => [Unused, Duplicate, Twice];

    public override IEnumerable<BuildHit> Judge(ImageBuild build) => [.. Names(build), .. Overridden(build)];

    private static IEnumerable<BuildHit> Names(ImageBuild build)
    {
        var used = new HashSet<int>(build.Shipped.Select(stage => stage.Index));
        used.UnionWith(build.Stages.Select(stage => stage.Parent).OfType<int>());
        used.UnionWith(build.All
            .SelectMany(step => StageReferences.Of(step.Instruction)
                .Select(name => StageReferences.Find(build, step.Stage, name)?.Index))
            .OfType<int>());
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Stage stage in build.Stages)
        {
            string name = stage.Name.Length > 0 ? stage.Name : $"number {stage.Index}";
            if (stage.Name.Length > 0 && !names.Add(stage.Name))
            {
                yield return new BuildHit(Duplicate, stage.From!,
                    $"A second stage is called {name}.")
                { Subject = name };
            }

            if (!used.Contains(stage.Index))
            {
                yield return new BuildHit(Unused, stage.From!, $"Nothing uses the stage {name}.") { Subject = name };
            }
        }
    }

    private static IEnumerable<BuildHit> Overridden(ImageBuild build) =>
        from stage in build.Stages
        from same in stage.Steps.Where(step => Single.Contains(step.Keyword)).GroupBy(step => step.Keyword)
        from step in same.SkipLast(1)
        let last = same.Last().Line
        select new BuildHit(Twice, step, $"{step.Keyword} is overridden by the one in line {last}.")
        {
            Subject = step.Keyword,
        };
}
