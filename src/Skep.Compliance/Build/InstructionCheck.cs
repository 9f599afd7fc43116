using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Build;

/// <summary>Instructions that are outdated or do not do what they seem to.</summary>
internal sealed class InstructionCheck : BuildCheck
{
    private static readonly ConfigRule Maintainer = new(
        "config/build/maintainer", Severity.Negligible, "MAINTAINER is deprecated")
    {
        Description = "Tools look for the author in labels.",
        Advice = "Write LABEL org.opencontainers.image.authors=….",
        References = ["hadolint DL4000"],
    };

    private static readonly ConfigRule Relative = new(
        "config/build/relative-workdir", Severity.Low, "WORKDIR depends on the base image")
    {
        Description = "A relative WORKDIR continues the base's, which changes with the base.",
        Advice = "Begin with an absolute path: WORKDIR /app.",
        References = ["hadolint DL3000", "trivy DS-0009"],
    };

    private static readonly ConfigRule Kill = new(
        "config/build/stop-signal", Severity.Low, "Stop signal cannot be caught")
    {
        Description = "A process that is stopped with SIGKILL or SIGSTOP cannot finish what it does; data may be lost.",
        Advice = "Use SIGTERM, or what the program documents.",
    };

    public override IReadOnlyList<ConfigRule> Rules => [Maintainer, Relative, Kill];

    public override IEnumerable<BuildHit> Judge(ImageBuild build)
    {
        foreach (Stage stage in build.Shipped)
        {
            bool isAbsolute = stage.Parent is not null;
            foreach (Instruction step in stage.Steps)
            {
                string first = step.Words.Count > 0 ? step.Words[0] : string.Empty;
                switch (step.Keyword)
                {
                    case "MAINTAINER":
                        yield return new BuildHit(Maintainer, step, "MAINTAINER names the author.");
                        break;
                    case "WORKDIR" when first.StartsWith('/') || first.StartsWith('$') || first is [_, ':', ..]:
                        isAbsolute = true;
                        break;
                    case "WORKDIR" when !isAbsolute && first.Length > 0:
                        yield return new BuildHit(Relative, step, $"WORKDIR {first} is relative.") { Subject = first };
                        break;
                    case "STOPSIGNAL" when first.ToUpperInvariant() is "SIGKILL" or "KILL" or "9" or "SIGSTOP" or "19":
                        yield return new BuildHit(Kill, step, $"STOPSIGNAL is {first}.") { Subject = first };
                        break;
                }
            }
        }
    }
}
