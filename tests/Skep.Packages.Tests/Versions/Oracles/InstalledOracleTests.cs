using CsCheck;
using Skep.Packages.Versions;
using Skep.Testing;

namespace Skep.Packages.Tests.Versions.Oracles;

/// <summary>Our orders against the tools that eng/install brings, and against Maven, which is too large to.</summary>
public sealed class InstalledOracleTests
{
    // Maven has no command for it, but the class behind it has a main method. apt: maven.
    [Fact]
    public void Maven_order_is_mavens()
    {
        string[] jars = ["/usr/share/java/maven-artifact-3.x.jar", "/usr/share/java/commons-lang3.jar"];
        Assert.SkipUnless(jars.All(File.Exists) && Oracle.Exists("java"), "Maven is not there; apt has it");
        string[] command =
            ["-cp", string.Join(':', jars), "org.apache.maven.artifact.versioning.ComparableVersion"];
        Gen<string> qualifier = Oracle.OneOf(
            "", "-alpha1", "-alpha-2", "-beta", ".RC1", ".RC2", "-rc1", "-M1", "-SNAPSHOT", "-1", "-jre", ".Final",
            "-sp1", ".b2", "-foo-1", "-20230101");
        Oracle.Agrees(
            new MavenVersionOrder(),
            Oracle.Pairs(
                Oracle.OneOf("0", "1", "1.0", "10.1"),
                Gen.Select(Oracle.OneOf("", ".0", ".1", ".10"), qualifier, (number, word) => number + word)),
            200,
            lines => Signs(Oracle.Run("java", [.. command, .. lines.SelectMany(line => line.Split(' '))], [])));
    }

    [Fact]
    public void Gem_order_is_rubys()
    {
        const string Script = """
            require "rubygems/version"
            STDIN.each_line do |line|
              a, b = line.split
              ok = Gem::Version.correct?(a) && Gem::Version.correct?(b)
              puts(ok ? Gem::Version.new(a) <=> Gem::Version.new(b) : "x")
            end
            """;
        Require(Oracle.Exists("ruby"), "ruby is not there: eng/install test");
        Oracle.Agrees(
            new GemVersionOrder(),
            Oracle.Pairs(
                Oracle.OneOf("0", "1", "1.0", "1.a"),
                Oracle.Parts(
                    ".0", ".1", ".10", "0", ".a", ".pre", ".rc1", ".b10", ".0a", "-1", "-rc.1", "-x-y", ".", "-")),
            2000,
            lines => Oracle.Run("ruby", ["-e", Script], lines));
    }

    [Fact]
    public void Composer_order_is_composers()
    {
        const string Script = """
            require "Composer/Semver/autoload.php";
            $parser = new Composer\Semver\VersionParser();
            while (($line = fgets(STDIN)) !== false) {
                try {
                    [$a, $b] = array_map([$parser, "normalize"], explode(" ", trim($line)));
                    $isBranch = strpos($a, "dev-") === 0 || strpos($b, "dev-") === 0;
                    echo $isBranch ? "x" : version_compare($a, $b), "\n";
                } catch (UnexpectedValueException $e) {
                    echo "x\n";
                }
            }
            """;
        Require(
            Oracle.Exists("php") && Oracle.Run("php", ["-r", Script], ["1 2"]) is ["-1"],
            "composer/semver is not there: eng/install test");
        string[] stages =
        [
            "-dev", "dev", "-alpha", "a1", "-beta.2", "b", "RC1", "-rc", "-p1", "pl", "-patch2", "-stable", "+x",
            "@dev", ".",
        ];
        Oracle.Agrees(
            new ComposerVersionOrder(),
            Gen.OneOf(
                Oracle.Pairs(
                    Oracle.OneOf("0", "v1", "1.0", "1.0.0", "1.2.3.4"),
                    Oracle.Parts([.. stages, ".0", ".1", ".10", ".x-dev"])),

                // Ours takes more for a date than Composer does: any numbers behind four digits.
                Oracle.Pairs(Oracle.OneOf("2010", "2010-01-02", "20100102", "20100102-203040"), Oracle.Parts(stages))),
            2000,
            lines => Oracle.Run("php", ["-r", Script], lines));
    }

    [Fact]
    public void Pacman_order_is_libalpms()
    {
        const string Script = """
            import ctypes, sys
            alpm = ctypes.CDLL("libalpm.so.13")
            for line in sys.stdin:
                print(alpm.alpm_pkg_vercmp(*[text.encode() for text in line.split()]))
            """;
        Require(
            Oracle.Exists("python3") && Oracle.Run("python3", ["-c", Script], ["1 2"]) is ["-1"],
            "libalpm is not there: eng/install test");

        // What our order refuses is not made: doubled separators, or one at the end. Both or neither have a release.
        Gen<string> part = Oracle.Parts("0", "1", "10", "a", "b", ".1", ".10", ".a", ".rc", "_2", "+b1");
        Oracle.Agrees(
            new PacmanVersionOrder(),
            Gen.OneOf(
                Oracle.Pairs(Oracle.OneOf("1", "1:1", "1.0"), part),
                Oracle.Pairs(Oracle.OneOf("1-1", "2:1.0-1"), part)),
            800,
            lines => Oracle.Run("python3", ["-c", Script], lines));
    }

    private static void Require(bool isThere, string reason)
    {
        if (!isThere)
        {
            Absent.SkipOrFail(reason);
        }
    }

    // It compares each argument with the one before, so every second comparison is between two pairs.
    private static string[] Signs(string[] output) =>
    [
        .. output.Where(line => line.StartsWith("   ", StringComparison.Ordinal))
            .Where((_, i) => i % 2 == 0)
            .Select(Sign),
    ];

    private static string Sign(string line) => line.Trim().Split(' ')[1] switch
    {
        "<" => "-1",
        ">" => "1",
        _ => "0",
    };
}
