using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Build;

/// <summary>What <c>ADD</c> is used for.</summary>
internal sealed class AddCheck : BuildCheck
{
    private static readonly ConfigRule Url = new("config/build/add-url", Severity.Medium, "ADD of a URL")
    {
        Description = "What a URL gives today it may not give tomorrow: nobody checks what is added, and a cached "
            + "layer "
            + "hides that it changed.",
        Advice = "Give the checksum (ADD --checksum=sha256:…), or download, verify and unpack in one RUN.",
        References = References.Cis(9, "hadolint DL3020", "trivy DS-0005"),
    };

    private static readonly ConfigRule Local = new("config/build/add-file", Severity.Low, "ADD where COPY would do")
    {
        Description = "ADD unpacks archives and follows URLs; for files COPY does what is seen and nothing else.",
        Advice = "Write COPY.",
        References = References.Cis(9, "hadolint DL3020", "trivy DS-0005"),
    };

    private static readonly string[] Archives =
        [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".tar.lz", ".tar.Z", ".tb2"];

    public override IReadOnlyList<ConfigRule> Rules => [Url, Local];

    public override IEnumerable<BuildHit> Judge(ImageBuild build)
    {
        foreach ((_, Instruction add) in build.All.Where(step => step.Instruction.Keyword == "ADD"))
        {
            foreach (string source in add.Words.SkipLast(1).Where(word =>
                !word.StartsWith("<<", StringComparison.Ordinal)))
            {
                if (Hit(add, source) is { } hit)
                {
                    yield return hit;
                }
            }
        }
    }

    private static BuildHit? Hit(Instruction add, string source)
    {
        bool isUrl = source.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        bool isGit = source.StartsWith("git@", StringComparison.Ordinal)
            || source.Split('#')[0].EndsWith(".git", StringComparison.Ordinal);
        if (isUrl && !isGit)
        {
            string host = source.Split('/')[2];
            host = host[(host.LastIndexOf('@') + 1)..];
            bool isPlain = source.StartsWith("http:", StringComparison.OrdinalIgnoreCase);
            return add.Flag("checksum") is not null
                ? null
                : new BuildHit(Url, add, $"ADD downloads from {host} {(isPlain ? "without TLS " : "")}and checks "
                + $"nothing.")
                {
                    Subject = host,
                    Severity = isPlain ? Severity.High : null,
                };
        }

        // "file:…", "dir:…", "multi:…" and "in" are how the classic builder's history hides what was added.
        bool isKnown = add.HistoryIndex is null || !add.Words.Contains("in");
        bool isFile = isKnown && !isGit && !source.Contains('$', StringComparison.Ordinal)
            && !Array.Exists(Archives, end => source.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            && !source.EndsWith('*');
        return isFile ? new BuildHit(Local, add, $"ADD {source} does what COPY does.") { Subject = source } : null;
    }
}
