using Skep.Compliance.Build;
using Skep.Compliance.Dockerfiles;
using Skep.Compliance.Rules;
using Skep.Core;

namespace Skep.Compliance.Source;

/// <summary>Secrets that a Dockerfile puts where the image keeps them, whatever their values.</summary>
internal sealed class SecretCheck : BuildCheck
{
    private static readonly ConfigRule Argument = new(
        "config/dockerfile/secret-argument", Severity.Medium, "Secret as a variable of the build")
    {
        Description = "ENV is in the image and in every process; ARG is in its history. Whoever pulls the image reads "
            + "both.",
        Advice = "Use RUN --mount=type=secret,id=NAME,env=NAME in the build, and the orchestrator's secrets at run "
            + "time.",
        References = References.Cis(10, "BuildKit SecretsUsedInArgOrEnv", "trivy DS-0031"),
    };

    private static readonly ConfigRule File = new(
        "config/dockerfile/secret-file", Severity.High, "File with secrets is copied into the image")
    {
        Description = "The file's name is that of keys or logins; deleting it in a later instruction leaves it in its "
            + "layer.",
        Advice = "Mount it for the one RUN that needs it: RUN --mount=type=secret,id=NAME,target=PATH.",
        References = References.Cis(10),
    };

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "SECRETS", "TOKEN", "APIKEY", "CREDENTIAL", "CREDENTIALS", "PASS",
    };

    private static readonly string[] Pairs = ["API_KEY", "ACCESS_KEY", "PRIVATE_KEY", "SECRET_KEY", "ENCRYPTION_KEY"];

    /// <summary>Endings of names that say where a secret is, how long it lives, or that it is none.</summary>
    private static readonly string[] Harmless =
    [
        "_FILE", "_PATH", "_DIR", "_URL", "_URI", "_ID", "_NAME", "_TTL", "_TYPE", "_LENGTH", "_ENABLED", "_EXPIRY",
        "_ENDPOINT", "_VERSION", "_HEADER", "_ALGORITHM", "_TIMEOUT", "_POLICY",
    ];

    private static readonly HashSet<string> Files = new(StringComparer.OrdinalIgnoreCase)
    {
        "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", ".npmrc", ".pypirc", ".netrc", "_netrc", ".git-credentials",
            ".pgpass",
        ".env", ".env.local", ".env.production", "kubeconfig", ".htpasswd", ".dockercfg", ".aws", ".ssh", ".gnupg",
        ".my.cnf", "credentials.json", "service-account.json",
    };

    private static readonly string[] FileEndings = [".pfx", ".p12", ".jks", ".keystore", ".ppk", ".kdbx"];

    public override IReadOnlyList<ConfigRule> Rules => [Argument, File];

    public override IEnumerable<BuildHit> Judge(ImageBuild build)
    {
        foreach ((Stage stage, Instruction step) in build.All)
        {
            foreach (BuildHit hit in step.Keyword switch
            {
                "ARG" or "ENV" => Variables(stage, step),
                "COPY" or "ADD" when step.Flag("from") is null && stage.IsShipped => Copied(step),
                _ => [],
            })
            {
                yield return hit;
            }
        }
    }

    private static IEnumerable<BuildHit> Variables(Stage stage, Instruction step) =>
        from pair in InstructionWords.Pairs(step.Keyword, step.Arguments)
        where IsSecret(pair.Name) && !(step.Keyword == "ENV" && string.IsNullOrEmpty(pair.Value))
        select new BuildHit(Argument, step, $"{step.Keyword} {pair.Name} looks like a secret's name.")
        {
            Subject = pair.Name,
            Severity = stage.IsShipped ? null : Severity.Low,
        };

    private static IEnumerable<BuildHit> Copied(Instruction step) =>
        from source in step.Words.SkipLast(1)
        let name = source.TrimEnd('/')[(source.TrimEnd('/').LastIndexOf('/') + 1)..]
        where Files.Contains(name)
            || Array.Exists(FileEndings, end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase))
        select new BuildHit(File, step, $"{step.Keyword} brings {source} into the image.") { Subject = source };

    private static bool IsSecret(string name) =>
        !Array.Exists(Harmless, end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase))
        && !name.Contains("PUBLIC", StringComparison.OrdinalIgnoreCase)
        && (name.Split('_').Any(Words.Contains)
            || Array.Exists(Pairs, pair => name.Contains(pair, StringComparison.OrdinalIgnoreCase)));
}
