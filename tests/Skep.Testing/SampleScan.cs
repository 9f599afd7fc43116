using Skep.Core;

namespace Skep.Testing;

/// <summary>One rich scan, built by hand, over which every report format has a golden file.</summary>
/// <remarks>Facts are invented where that is easier to read; every property of the report is set somewhere.</remarks>
public static class SampleScan
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero);

    /// <summary>A scan of a clean image: nothing found, nothing missing.</summary>
    public static ScanReport Clean { get; } = new()
    {
        SkepVersion = "0.1.0",
        CreatedAt = Now,
        Inventory = new ImageInventory
        {
            Image = new ImageIdentity { Name = "busybox:latest" },
            Distribution = new Distribution("alpine", "3.22.1") { PrettyName = "Alpine Linux v3.22" },
            Packages = [new ImagePackage(
                Os("apk", "musl", "1.2.5-r10", "MIT")) { LayerIndex = 0, Purl = "pkg:apk/alpine/musl@1.2.5-r10" }],
        },
        Coverage = new Coverage
        {
            Files = 12,
            Bytes = 4096,
            Packages = new Dictionary<string, int> { ["apk"] = 1 },
            Scanners = [Scanner.Vuln, Scanner.Secret],
        },
    };

    public static ImagePackage OpenSsl { get; } = new(Os("deb", "libssl1.1", "1.1.1d-0+deb10u6", "OpenSSL") with
    {
        SourceName = "openssl",
        SourceVersion = "1.1.1d-0+deb10u6",
    })
    {
        LayerIndex = 0,
        Purl = "pkg:deb/debian/libssl1.1@1.1.1d-0%2Bdeb10u6?arch=amd64&distro=debian-10",
    };

    public static ImagePackage Log4J { get; } = new(Language(
        "maven", "org.apache.logging.log4j:log4j-core", "2.14.1", "app/app.jar!BOOT-INF/lib/log4j-core-2.14.1.jar") with
    {
        Licenses = ["Apache-2.0"],
        OtherNames = ["log4j:log4j"],
        Note = "version from the file name",
    })
    {
        LayerIndex = 1,
        Purl = "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
    };

    public static ImagePackage Lodash { get; } = new(
        Language("npm", "lodash", "4.17.15", "srv/node_modules/lodash/package.json") with
        {
            Licenses = ["MIT"],
            IsDevelopment = true,
        })
    {
        LayerIndex = 2,
        Purl = "pkg:npm/lodash@4.17.15",
    };

    public static ImagePackage GoNet { get; } = new(
        Language("golang", "golang.org/x/net", "0.5.0", "usr/local/bin/agent") with
        {
            Evidence = PackageEvidence.Binary,
        })
    {
        LayerIndex = 2,
        Purl = "pkg:golang/golang.org/x/net@0.5.0",
    };

    public static ImagePackage RemovedCurl { get; } = new(Os("deb", "curl", "7.64.0-4+deb10u1", "curl"))
    {
        LayerIndex = 1,
        IsRemoved = true,
        Purl = "pkg:deb/debian/curl@7.64.0-4%2Bdeb10u1?arch=amd64&distro=debian-10",
    };

    public static ImagePackage Rpm { get; } = new(Os(
        "rpm", "nodejs", "1:18.19.0-1", "MIT and ASL 2.0 and (Custom License)") with
    {
        Vendor = "Example Linux",
        ModuleLabel = "nodejs:18:8090020240101:abc",
        Evidence = PackageEvidence.Sbom,
    })
    {
        LayerIndex = 2,
        OwnedBy = "rpm:example-release",
        Purl = "pkg:rpm/example/nodejs@18.19.0-1?arch=x86_64&epoch=1",
    };

    // After the packages it is made of: static members are initialised in this order.
    public static ScanReport Report { get; } = Build();

    private static ScanReport Build() => new()
    {
        SkepVersion = "0.1.0",
        CreatedAt = Now,
        Inventory = Inventory(),
        Vulnerabilities = Findings(),
        Findings = SampleFindings.All,
        Suppressed =
        [
            new SuppressedFinding(
                Finding(
                    "f9",
                    "CVE-2019-10744",
                    Lodash,
                    Severity.Critical,
                    "4.17.12",
                    "Prototype pollution in defaultsDeep"),
                "vulnerable code not in execute path: defaultsDeep is never called",
                ".skepignore:3"),
            SampleFindings.SetAside,
        ],
        Coverage = Coverage(),
        Policy = SampleFindings.Policy,
    };

    private static ImageInventory Inventory() => new()
    {
        Image = new ImageIdentity
        {
            Name = "registry.example/shop/web:1.4",
            ManifestDigest = Hash('a'),
            ImageId = Hash('b'),
            Platform = "linux/amd64",
            RepoTags = ["registry.example/shop/web:1.4"],
            RepoDigests = ["registry.example/shop/web@" + Hash('a')],
            Created = Now.AddDays(-400),
            Labels = new Dictionary<string, string>
            {
                ["maintainer"] = "商店团队",
                ["org.opencontainers.image.title"] = "web",
            },
        },
        Layers =
        [
            new LayerSummary
            {
                Index = 0,
                Digest = Hash('1'),
                DiffId = Hash('4'),
                Instruction = "ADD rootfs.tar.xz / # buildkit",
                Statistics = new LayerStatistics
                {
                    Entries = 9000,
                    Files = 6000,
                    Bytes = 72_000_000,
                    Inspected = 120,
                    Executables = 800,
                },
            },
            new LayerSummary
            {
                Index = 1,
                Digest = Hash('2'),
                DiffId = Hash('5'),
                Instruction = "RUN apt-get install -y curl",
            },
            new LayerSummary { Index = 2, Digest = Hash('3'), DiffId = Hash('6'), Instruction = "COPY . /srv" },
        ],
        Distribution = new Distribution("debian", "10.9")
        {
            PrettyName = "Debian GNU/Linux 10 (buster)",
            Codename = "buster",
            IdLike = ["linux"],
            CpeName = "cpe:/o:debian:debian_linux:10",
            Location = "etc/os-release",
            Weight = 100,
        },
        Packages = [OpenSsl, RemovedCurl, Log4J, Lodash, GoNet, Rpm],
        UnknownBinaries = [LayerPath.Parse("opt/agent")],
        Configuration = SampleFindings.Configuration,
        Base = SampleFindings.Base,
        Traits = SampleFindings.Traits,
        SpecialFiles = SampleFindings.SpecialFiles,
        Problems = [new Problem("srv/broken.jar!META-INF", "zip directory is cut off") { LayerIndex = 2 }],
    };

    private static VulnerabilityFinding[] Findings() =>
    [
        Finding(
            "f1",
            "CVE-2021-44228",
            Log4J,
            Severity.Critical,
            "2.15.0",
            "Log4j: JNDI features do not protect against attacker-controlled LDAP and other endpoints") with
        {
            Vulnerability = LogShell(),
            FixedVersions = ["2.3.1", "2.12.2", "2.15.0"],
            SeveritySource = "ghsa",
            CheckCommand = "unzip -l app/app.jar | grep log4j-core-2.14.1.jar",
            IsFromBase = false,
        },
        Finding(
            "f2",
            "CVE-2022-1292",
            OpenSsl,
            Severity.Critical,
            "1.1.1n-0+deb10u2",
            "The c_rehash script does not sanitise shell metacharacters") with { IsFromBase = true },
        Finding("f3", "CVE-2021-3711", OpenSsl, Severity.High, "1.1.1d-0+deb10u7", "SM2 decryption buffer overflow"),
        Finding("f4", "GHSA-35jh-r3h4-6jhm", Lodash, Severity.High, "4.17.21", "Command injection in lodash"),
        Finding(
            "f5",
            "CVE-2022-27664",
            GoNet,
            Severity.Medium,
            null,
            "net/http: 服务器在关闭期间可能挂起") with { Status = VulnerabilityStatus.Affected },
        Finding(
            "f6",
            "CVE-2018-1000654",
            RemovedCurl,
            Severity.Low,
            null,
            string.Empty) with { Status = VulnerabilityStatus.WillNotFix },
        Finding(
            "f7",
            "CVE-2007-6755",
            OpenSsl,
            Severity.Negligible,
            null,
            "Dual_EC_DRBG") with { Status = VulnerabilityStatus.FixDeferred },
        Finding(
            "f8",
            "CVE-2026-0001",
            Rpm,
            Severity.Unknown,
            null,
            "not yet rated") with { Status = VulnerabilityStatus.UnderInvestigation },
    ];

    private static Vulnerability LogShell() => new("CVE-2021-44228")
    {
        Aliases = ["GHSA-jfh8-c2jp-5v3q"],
        Title = "Log4j: JNDI features do not protect against attacker-controlled LDAP and other endpoints",
        Description = "Apache Log4j2 evaluates lookups in logged text.\n\nWhoever controls a log message runs code.",
        Cvss =
        [
            new CvssScore("nvd", "3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0),
            new CvssScore("nvd", "2.0", "AV:N/AC:M/Au:N/C:C/I:C/A:C", 9.3),
        ],
        Cwes = ["CWE-20", "CWE-502"],
        Epss = 0.94358,
        EpssPercentile = 0.99957,
        Kev = new KnownExploited(
            new DateOnly(2021, 12, 10), new DateOnly(2021, 12, 24), UsedByRansomware: true, "Apply updates."),
        Published = new DateTimeOffset(2021, 12, 10, 10, 15, 9, TimeSpan.Zero),
        Modified = new DateTimeOffset(2025, 2, 4, 15, 15, 13, TimeSpan.Zero),
        References =
        [
            "https://nvd.nist.gov/vuln/detail/CVE-2021-44228",
            "https://logging.apache.org/log4j/2.x/security.html",
        ],
    };

    private static Coverage Coverage() => new()
    {
        Files = 14_321,
        Bytes = 312_000_000,
        Packages = new Dictionary<string, int> { ["deb"] = 1, ["golang"] = 1, ["maven"] = 1, ["npm"] = 1, ["rpm"] = 1 },
        Scanners = Enum.GetValues<Scanner>(),
        Engines = SampleFindings.Engines,
        UnknownBinaries = 3,
        UnknownBinaryPaths = ["opt/agent", "opt/vendor/bin/tool", "usr/local/bin/mystery"],
        Feeds =
        [
            new FeedCoverage(
                "debian/tracker", "Debian security tracker", Now.AddDays(-1), Now.AddHours(-2), IsStale: false),
            new FeedCoverage("osv/npm", "OSV npm", null, Now.AddDays(-30), IsStale: true),
        ],
        EndOfLife = new DateOnly(2024, 6, 30),
        IsEndOfLife = true,
        Gaps =
        [
            new CoverageGap(
                CoverageGap.EndOfLife, "Debian 10 gets no fixes since 2024-06-30", "move to a supported release"),
            new CoverageGap("advisories/missing", "no advisories for Go are in the database", "skep db update"),
        ],
    };

    private static VulnerabilityFinding Finding(
        string id,
        string vulnerability,
        ImagePackage package,
        Severity severity,
        string? fixedVersion,
        string title) => new()
        {
            Id = id,
            Vulnerability = new Vulnerability(vulnerability)
            {
                Title = title,
                References = ["https://example.org/" + vulnerability],
            },
            Package = package,
            Status = VulnerabilityStatus.Fixed,
            FixedVersion = fixedVersion,
            FixedVersions = fixedVersion is null ? [] : [fixedVersion],
            Severity = severity,
            SeveritySource = package.Package.Ecosystem.Value == "deb" ? "debian" : "nvd",
            Match = new MatchReason(
            package.Package.Ecosystem.Value == "deb" ? "debian/tracker" : "osv/" + package.Package.Ecosystem,
            vulnerability,
            package.Package.Ecosystem.Value == "deb" ? "debian:10" : package.Package.Ecosystem.Value,
            package.Package.SourceName ?? package.Package.Name,
            package.Package.SourceVersion ?? package.Package.Version,
            fixedVersion is null ? "all versions" : "< " + fixedVersion),
            Remediation = fixedVersion is null ? null : Upgrade(package.Package, fixedVersion),
        };

    private static string? Upgrade(Package package, string version) => package.Ecosystem.Value switch
    {
        "deb" => $"apt-get install --only-upgrade {package.Name}={version}",
        "npm" => $"npm install {package.Name}@{version}",
        _ => null,
    };

    private static Package Os(string ecosystem, string name, string version, string license) =>
        new(new EcosystemId(ecosystem), name, version)
        {
            Architecture = "amd64",
            Licenses = [license],
            Location = ecosystem == "deb" ? "var/lib/dpkg/status" : "lib/apk/db/installed",
            FoundBy = new InspectorId(ecosystem + "/installed"),
        };

    private static Package Language(string ecosystem, string name, string version, string location) =>
        new(new EcosystemId(ecosystem), name, version)
        {
            Location = location,
            FoundBy = new InspectorId(ecosystem + "/package"),
        };

    private static Digest Hash(char digit) => Digest.Parse("sha256:" + new string(digit, 64));
}
