using Skep.Compliance.Build;
using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Source;

/// <summary>What of the build's folder gets into the image.</summary>
internal sealed class ContextCheck : BuildCheck
{
    private static readonly ConfigRule Whole = new(
        "config/dockerfile/copy-all", Severity.Low, "The whole folder is copied, and there is no .dockerignore")
    {
        Description = "Everything in the folder gets into the image: .git, .env, keys, build output of other "
            + "platforms.",
        Advice = "Add a .dockerignore that lists what must stay out, or copy what is needed by name.",
        References = ["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    };

    public override IReadOnlyList<ConfigRule> Rules => [Whole];

    public override IEnumerable<BuildHit> Judge(ImageBuild build) =>
        from step in build.All
        where build.HasIgnoreFile == false && step.Stage.IsShipped
            && step.Instruction.Keyword is "COPY" or "ADD" && step.Instruction.Flag("from") is null
        let source = step.Instruction.Words.SkipLast(1).FirstOrDefault(word =>
            word is "." or "./" or "*" or "./*" or "/")
        where source is not null
        select new BuildHit(Whole, step.Instruction, $"{step.Instruction.Keyword} {source} copies the whole folder.")
        {
            Subject = step.Instruction.Words[^1],
        };
}
