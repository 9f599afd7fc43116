using CsCheck;
using Skep.Packages.Versions;

namespace Skep.Packages.Tests.Versions.Oracles;

/// <summary>Our orders against the tools that define them, on versions made at random.</summary>
public sealed class OracleTests
{
    [Fact]
    public void Deb_order_is_dpkgs()
    {
        const string Script = """
            while read -r a b; do
              if ! dpkg --validate-version "$a" || ! dpkg --validate-version "$b"; then echo x
              elif dpkg --compare-versions "$a" lt "$b"; then echo -1
              elif dpkg --compare-versions "$a" eq "$b"; then echo 0
              else echo 1; fi
            done
            """;
        RequireProgram("dpkg", "--version");
        Oracle.Agrees(
            new DebVersionOrder(),
            Oracle.Pairs(
                OneOf("1:1", "1", "0:1", "1-0"),
                Parts(["0", "1", "00", "10", "9", "a", "z", "~", "+", ".", "-1", "rc"])),
            80,
            lines => Oracle.Run("sh", ["-c", Script], lines));
    }

    [Fact]
    public void Rpm_order_is_rpms()
    {
        const string Script = """
            %{lua: for line in io.stdin:lines() do
              local a, b = line:match("(%S+) (%S+)")
              print(rpm.vercmp(a, b) .. "\n")
            end}
            """;
        RequireProgram("rpm", "--version");

        // Both have a release: without one rpm has no order.
        Gen<string> part = Parts(["0", "1", "00", "10", "9", "a", "b", "B", "~", "^", "+", ".", "_", "rc"]);
        Oracle.Agrees(
            new RpmVersionOrder(),
            Gen.OneOf(
                Oracle.Pairs(OneOf("1:1", "1", "0:1"), part.Select(version => version + "-1")),
                Oracle.Pairs(Gen.Const("1-1"), part)),
            800,
            lines => Oracle.Run("rpm", ["--eval", Script], lines));
    }

    [Fact]
    public void Semantic_version_order_is_npms()
    {
        // npm carries the semver package it uses itself. Versions whose numbers lead with zeros are npm's to refuse.
        const string Script = """
            const root = require("child_process").execSync("npm root -g", { stdio: ["ignore", "pipe", "ignore"] });
            const semver = require(root.toString().trim() + "/npm/node_modules/semver");
            for (const line of require("fs").readFileSync(0, "utf8").trim().split("\n")) {
              const [a, b] = line.split(" ");
              console.log(semver.valid(a) && semver.valid(b) ? semver.compare(a, b) : "x");
            }
            """;
        RequireProgram("node", "--version");
        RequireProgram("npm", "--version");
        Gen<string> identifiers = OneOf(
            "", "-0", "-1.a", "-a", "-a.1", "-alpha", "-alpha.10", "-alpha.9", "-b.0b", "-1-2", "+a", "-a+b");
        Oracle.Agrees(
            new SemVerOrder(),
            Oracle.Pairs(
                OneOf("0.", "v1.", "9."),
                Gen.Select(OneOf("0", "2", "10"), identifiers, (minor, pre) => $"{minor}.{minor}{pre}")),
            800,
            lines => Oracle.Run("node", ["-e", Script], lines));
    }

    [Fact]
    public void Python_order_is_packagings()
    {
        const string Script = """
            import sys
            try:
                from packaging.version import Version
            except ImportError:
                from pip._vendor.packaging.version import Version
            for line in sys.stdin:
                try:
                    a, b = map(Version, line.rstrip("\n").split(" "))
                    print((a > b) - (a < b))
                except ValueError:
                    print("x")
            """;
        RequireProgram("python3", "-c", "import pip._vendor.packaging.version");
        Oracle.Agrees(
            new PythonVersionOrder(),
            Oracle.Pairs(OneOf("1", "v1", "1!1", "1.0a1"), Parts([
                ".0", ".1", "1", "a", "alpha", "b2", ".rc1", "-c", "pre", ".post1", "-1", "r", ".dev1", "dev",
                "_", ".", "-", "+a", "+1.b", "+"])),
            800,
            lines => Oracle.Run("python3", ["-c", Script], lines));
    }

    [Fact]
    public void Maven_order_is_mavens()
    {
        string[] jars = ["/usr/share/java/maven-artifact-3.x.jar", "/usr/share/java/commons-lang3.jar"];
        Assert.SkipUnless(jars.All(File.Exists), "Maven's jars are not there; apt install maven brings them");
        RequireProgram("java", "-version");
        string[] command =
            ["-cp", string.Join(':', jars), "org.apache.maven.artifact.versioning.ComparableVersion"];
        Gen<string> qualifier = OneOf(
            "", "-alpha1", "-alpha-2", "-beta", ".RC1", ".RC2", "-rc1", "-M1", "-SNAPSHOT", "-1", "-jre", ".Final",
            "-sp1", ".b2", "-foo-1", "-20230101");
        Oracle.Agrees(
            new MavenVersionOrder(),
            Oracle.Pairs(
                OneOf("0", "1", "1.0", "10.1"),
                Gen.Select(OneOf("", ".0", ".1", ".10"), qualifier, (number, word) => number + word)),
            200,
            lines => Signs(Oracle.Run("java", [.. command, .. lines.SelectMany(line => line.Split(' '))], [])));
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

    private static void RequireProgram(string program, params string[] arguments) => Oracle.Run(program, arguments, []);

    private static Gen<string> OneOf(params string[] choices) =>
        Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static Gen<string> Parts(string[] choices) => OneOf(choices).Array[0, 6].Select(string.Concat);
}
