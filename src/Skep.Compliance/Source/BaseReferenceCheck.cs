using Skep.Compliance.Base;
using Skep.Compliance.Build;
using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Rules;

namespace Skep.Compliance.Source;

/// <summary>How a Dockerfile names the images it takes from.</summary>
internal sealed class BaseReferenceCheck : BuildCheck
{
    public override IReadOnlyList<ConfigRule> Rules => [BaseRules.Latest, BaseRules.Unpinned];

    public override IEnumerable<BuildHit> Judge(ImageBuild build)
    {
        foreach (Stage stage in build.Stages.Where(stage => stage.Parent is null))
        {
            if (BaseRules.Broken(stage.Image) is { } rule)
            {
                yield return Hit(rule, stage.From!, stage.Image, "FROM");
            }
        }

        foreach ((Stage stage, Instruction copy) in build.All.Where(step => step.Instruction.Keyword == "COPY"))
        {
            if (copy.Flag("from") is { } from
                && StageReferences.Find(build, stage, from) is null
                && !from.All(char.IsAsciiDigit)
                && !StageReferences.IsLater(build, stage, from)
                && BaseRules.Broken(from) is { } rule
                && from.AsSpan().IndexOfAny(":/") >= 0)
            {
                yield return Hit(rule, copy, from, "COPY --from");
            }
        }
    }

    private static BuildHit Hit(ConfigRule rule, Instruction at, string image, string where)
    {
        string lacks = rule == BaseRules.Latest ? "version" : "digest";
        return new BuildHit(rule, at, $"{where} {image} names no {lacks}.") { Subject = image };
    }
}
