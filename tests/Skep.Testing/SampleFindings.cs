using Skep.Core;

namespace Skep.Testing;

/// <summary>The part of <see cref="SampleScan"/> that is no vulnerability: a finding of every scanner.</summary>
public static class SampleFindings
{
    private const string SecretAdvice =
        "Revoke the key, then build without the file; a later layer does not take it out";

    private static readonly Sighting Unsaid = new(Scanner.Config, default, Severity.Unknown, string.Empty);

    public static IReadOnlyList<RuleFinding> All { get; } =
        [Miner(), Preload(), WebShell(), AccessKey(), RemovedKey(), Variable(), Root(), NoHealthCheck(), Licence()];

    public static SuppressedFinding SetAside { get; } = new(
        Found("f20", Severity.Medium) with
        {
            Layer = 2,
            Sighting = new Sighting(
                Scanner.Secret, new RuleId("secrets/generic/password"), Severity.Medium, "Password")
            {
                Location = "srv/test/fixtures.yaml",
                Message = "a password of 12 characters is assigned to db_password",
                Evidence = [new Evidence(118, 12, 9, "db_password: ********")],
            },
        },
        "a fixture of the unit tests",
        ".skepignore:4");

    public static ImageConfiguration Configuration { get; } = new()
    {
        Environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "API_TOKEN=********"],
        Entrypoint = ["/docker-entrypoint.sh"],
        Command = ["node", "server.js"],
        WorkingDirectory = "/srv",
        ExposedPorts = ["22/tcp", "8080/tcp"],
        Volumes = ["/srv/data"],
        OnBuild = ["RUN true"],
        Shell = ["/bin/sh", "-c"],
        StopSignal = "SIGTERM",
        HealthCheck = ["NONE"],
        Author = "shop@example.org",
        Labels = new Dictionary<string, string> { ["maintainer"] = "商店团队" },
        Annotations = new Dictionary<string, string> { ["org.opencontainers.image.base.name"] = "debian:10" },
        History =
        [
            new HistoryEntry("ADD rootfs.tar.xz / # buildkit", 0)
            {
                Created = new DateTimeOffset(2025, 2, 7, 0, 0, 0, TimeSpan.Zero),
            },
            new HistoryEntry("CMD [\"bash\"]", null),
            new HistoryEntry("RUN apt-get install -y curl", 1) { Arguments = ["VERSION=1.4"] },
            new HistoryEntry("COPY . /srv", 2),
            new HistoryEntry("ENV API_TOKEN=********", null),
            new HistoryEntry("HEALTHCHECK NONE", null),
        ],
    };

    public static BaseImage Base { get; } = new("debian:10", BaseEvidence.Lineage)
    {
        LayerCount = 1,
        ManifestDigest = Digest.Parse("sha256:" + new string('7', 64)),
        Created = new DateTimeOffset(2025, 2, 7, 0, 0, 0, TimeSpan.Zero),
        IsOutdated = true,
    };

    public static IReadOnlyList<Placed<Trait>> Traits { get; } =
    [
        new(new Trait(TraitKinds.User, "root uid=0 gid=0 shell=/bin/bash") { Location = "etc/passwd" })
        {
            LayerIndex = 0,
            OwnedBy = "deb:base-passwd",
        },
        new(new Trait(TraitKinds.Cron, "*/5 * * * * root /usr/local/bin/sync") { Location = "etc/cron.d/sync" })
        {
            LayerIndex = 2,
        },
        new(new Trait(TraitKinds.Listener, "sshd 22/tcp") { Location = "etc/ssh/sshd_config" }) { LayerIndex = 1 },
        new(new Trait(TraitKinds.NetworkCode, "connect, socket") { Location = "usr/local/bin/agent" })
        {
            LayerIndex = 2,
            IsRemoved = true,
        },
    ];

    public static IReadOnlyList<Placed<SpecialFile>> SpecialFiles { get; } =
    [
        new(new SpecialFile(LayerPath.Parse("usr/bin/passwd"), 0b100_111_101_101, IsDirectory: false))
        {
            LayerIndex = 0,
            OwnedBy = "deb:passwd",
        },
        new(new SpecialFile(LayerPath.Parse("usr/local/bin/ping"), 0b111_101_101, IsDirectory: false)
        {
            Capabilities = "0100000200200000000000000000000000000000",
            OwnerId = 1000,
            GroupId = 1000,
        })
        {
            LayerIndex = 2,
        },
        new(new SpecialFile(LayerPath.Parse("srv/upload"), 0b111_111_111, IsDirectory: true)) { LayerIndex = 2 },
    ];

    public static IReadOnlyList<EngineCoverage> Engines { get; } =
    [
        new("skep", "Skep 0.1.0", EngineState.Ran) { Signatures = 214 },
        new("clamav", "ClamAV 1.4.6", EngineState.Ran)
        {
            SignaturesOf = new DateTimeOffset(2026, 3, 13, 8, 0, 0, TimeSpan.Zero),
            Signatures = 8_700_000,
        },
        new("yara", "YARA 4.5.2", EngineState.Failed) { Message = "rules/shop.yar, line 12: undefined identifier" },
        new("hashes", "Hash lists", EngineState.Absent) { Message = "no list is set up" },
    ];

    public static PolicyOutcome Policy { get; } = new("production", "policy.yaml", PolicyVerdict.Blocked)
    {
        Rules =
        [
            new RuleOutcome("no-malware", "block", RuleResult.Violated, "3 findings of malware; none are allowed")
            {
                Message = "Ask #security before you ship this.",
                FindingIds = ["f10", "f11", "f12"],
            },
            new RuleOutcome("no-secrets", "block", RuleResult.Violated, "3 secrets; none are allowed")
            {
                FindingIds = ["f13", "f14", "f15"],
            },
            new RuleOutcome("fresh", "warn", RuleResult.Violated, "the image is 400 days old; 180 are allowed"),
            new RuleOutcome("yara-ran", "block", RuleResult.CouldNotJudge, "YARA failed"),
            new RuleOutcome("not-from-nowhere", "block", RuleResult.Passed, "the base is debian:10"),
            new RuleOutcome("payments-only", "block", RuleResult.NotApplicable, "the image is not payments/*"),
        ],
    };

    private static RuleFinding Miner() =>
        Found("f10", Severity.Critical) with
        {
            Layer = 2,
            Engines = ["clamav", "skep"],
            Instruction = "COPY . /srv",
            IsFromBase = false,
            Sighting = new Sighting(
                Scanner.Malware, new RuleId("malware/miner/xmrig"), Severity.High, "Coin miner")
            {
                Location = "usr/local/bin/kworkerd",
                Message = "an ELF program that holds the address of a mining pool and speaks its protocol",
                Malware = new MalwareClass(MalwareTypes.Miner, "XMRig"),
                Engine = "clamav",
                Evidence =
                [
                    new Evidence(48_211, 38, 0, "stratum+tcp://pool.example.org:3333"),
                    new Evidence(912, 5, 0, "xmrig"),
                ],
                Advice = "Do not run the image; find out how the file came into the build context, and rebuild",
                CheckCommand = "strings -n 8 /usr/local/bin/kworkerd | grep stratum",
                References = ["https://example.org/xmrig", "T1496"],
            },
        };

    private static RuleFinding Preload() =>
        Found("f11", Severity.High) with
        {
            Layer = 2,
            Instruction = "COPY . /srv",
            IsFromBase = false,
            Sighting = new Sighting(
                Scanner.Malware,
                new RuleId("malware/persistence/ld-preload"),
                Severity.High,
                "Library loaded into every process")
            {
                Location = "etc/ld.so.preload",
                Message = "names /lib/libhide.so, which no package owns",
                Malware = new MalwareClass(MalwareTypes.Rootkit),
                Evidence = [new Evidence(0, 15, 1, "/lib/libhide.so")],
                Advice = "Delete etc/ld.so.preload and lib/libhide.so where the build creates them",
                CheckCommand = "cat /etc/ld.so.preload",
            },
        };

    private static RuleFinding WebShell() =>
        Found("f12", Severity.Critical) with
        {
            Layer = 2,
            Instruction = "COPY . /srv",
            IsFromBase = false,
            Sighting = new Sighting(
                Scanner.Webshell, new RuleId("webshell/php/eval-input"), Severity.Critical, "Web shell")
            {
                Location = "srv/public/up load.php",
                Message = "runs what a request sends: $_POST['c'] reaches eval",
                Malware = new MalwareClass(MalwareTypes.WebShell),
                Evidence = [new Evidence(6, 19, 1, "eval($_POST['c']);")],
                Advice = "Delete the file and look through the web server's log for requests to it",
            },
        };

    private static RuleFinding AccessKey() =>
        Found("f13", Severity.Critical) with
        {
            Layer = 2,
            Instruction = "COPY . /srv",
            IsFromBase = false,
            Sighting = new Sighting(
                Scanner.Secret, new RuleId("secrets/aws/access-key"), Severity.Critical, "AWS access key")
            {
                Location = "srv/.env",
                Message = "an access key id of 20 characters",
                Fingerprint = new string('c', 32),
                Evidence = [new Evidence(210, 20, 3, "AWS_ACCESS_KEY_ID=AKIA************")],
                Advice = SecretAdvice,
                CheckCommand = "grep -n AWS_ACCESS_KEY_ID /srv/.env",
                References = ["https://example.org/rotate"],
            },
        };

    private static RuleFinding RemovedKey() =>
        Found("f14", Severity.High) with
        {
            Layer = 1,
            WasRemoved = true,
            Instruction = "RUN apt-get install -y curl",
            IsFromBase = false,
            Sighting = new Sighting(
                Scanner.Secret, new RuleId("secrets/private-key/openssh"), Severity.High, "OpenSSH private key")
            {
                Location = "root/.ssh/id_rsa",
                Message = "a private key without a passphrase; a later layer deletes it, and it is still shipped",
                Evidence = [new Evidence(0, 1_679, 1, "-----BEGIN ******** KEY-----")],
                Advice = SecretAdvice,
            },
        };

    private static RuleFinding Variable() =>
        Found("f15", Severity.High) with
        {
            Instruction = "ENV API_TOKEN=********",
            IsFromBase = false,
            Sighting = new Sighting(
                Scanner.Secret, new RuleId("secrets/generic/token"), Severity.High, "Token in a variable")
            {
                Subject = "API_TOKEN",
                Message = "the variable API_TOKEN holds 40 random characters, for all who may pull the image",
                HistoryIndex = 4,
                Advice = "Give the token to the container when it starts, as a secret of the platform",
                CheckCommand = "docker inspect --format '{{.Config.Env}}' IMAGE",
            },
        };

    private static RuleFinding Root() =>
        Found("f16", Severity.Medium) with
        {
            IsFromBase = false,
            Sighting = new Sighting(Scanner.Config, new RuleId("config/user/root"), Severity.Medium, "Runs as root")
            {
                Message = "no USER is set, so the container's processes are root",
                LayerIndex = 2,
                Advice = "Add USER with a uid other than 0 to the end of the Dockerfile",
                CheckCommand = "docker inspect --format '{{.Config.User}}' IMAGE",
                References = ["CIS-DI-0001"],
            },
        };

    private static RuleFinding NoHealthCheck() =>
        Found("f17", Severity.Low) with
        {
            IsFromBase = false,
            Instruction = "HEALTHCHECK NONE",
            Sighting = new Sighting(Scanner.Config, new RuleId("config/health/none"), Severity.Low, "No health check")
            {
                Message = "HEALTHCHECK NONE switches it off",
                HistoryIndex = 5,
                Advice = "Say how to tell whether the service works: HEALTHCHECK CMD …",
                References = ["CIS-DI-0006"],
            },
        };

    private static RuleFinding Licence() =>
        Found("f18", Severity.Low) with
        {
            Layer = 2,
            IsFromBase = false,
            Sighting = new Sighting(
                Scanner.License, new RuleId("license/forbidden/agpl-3.0"), Severity.Low, "AGPL-3.0")
            {
                Location = "srv/node_modules/lodash/package.json",
                Subject = "pkg:npm/lodash@4.17.15",
                Message = "lodash 4.17.15 is under AGPL-3.0-only",
                IsExcusedByOwner = true,
            },
            OwnedBy = "deb:example",
        };

    private static RuleFinding Found(string id, Severity severity) =>
        new() { Id = id, Severity = severity, Engines = ["skep"], Sighting = Unsaid };
}
