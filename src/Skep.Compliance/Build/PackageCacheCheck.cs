using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Rules;
using Skep.Compliance.Shell;
using Skep.Core;

namespace Skep.Compliance.Build;

/// <summary>Whether package managers leave in a layer what only the build needed.</summary>
internal sealed class PackageCacheCheck : BuildCheck
{
    private static readonly ConfigRule Left = new(
        "config/build/package-cache", Severity.Negligible, "Package cache stays in the layer")
    {
        Description = "Lists and downloads of package managers make the image larger and are of no use in a container; "
            + "a later instruction cannot take them out of the layer again.",
        Advice = "Clear it in the same RUN (rm -rf /var/lib/apt/lists/*, apk add --no-cache, dnf clean all, "
            + "pip install --no-cache-dir), or mount it: RUN --mount=type=cache,target=….",
        References = ["DKL-DI-0004", "DKL-DI-0005", "hadolint DL3009, DL3019, DL3032, DL3036, DL3040, DL3042"],
    };

    public override IReadOnlyList<ConfigRule> Rules => [Left];

    public override IEnumerable<BuildHit> Judge(ImageBuild build)
    {
        HashSet<string> variables =
        [
            .. build.Shipped.SelectMany(stage => stage.Steps)
                .Where(step => step.Keyword is "ENV" or "ARG")
                .SelectMany(step => InstructionWords.Pairs(step.Keyword, step.Expanded))
                .Select(pair => pair.Name),
        ];
        foreach ((Stage stage, Instruction run, IReadOnlyList<ShellCommand> commands) in Runs(build))
        {
            if (!stage.IsShipped || PackageCaches.IsMounted(run)
                || PackageListCheck.IsUpdateAlone(run, commands) is not null)
            {
                continue;
            }

            var told = new HashSet<string>(StringComparer.Ordinal);
            foreach (ShellCommand command in commands)
            {
                if (PackageCaches.LeftBy(command, commands, variables) is { } what && told.Add(what))
                {
                    yield return new BuildHit(Left, run, $"{command.Program} leaves {what}.")
                    {
                        Subject = command.Program,
                        Command = command,
                    };
                }
            }
        }
    }
}
