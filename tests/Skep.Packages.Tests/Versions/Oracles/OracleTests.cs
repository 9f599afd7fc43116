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
                Oracle.OneOf("1:1", "1", "0:1", "1-0"),
                Oracle.Parts("0", "1", "00", "10", "9", "a", "z", "~", "+", ".", "-1", "rc")),
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
        Gen<string> part = Oracle.Parts("0", "1", "00", "10", "9", "a", "b", "B", "~", "^", "+", ".", "_", "rc");
        Oracle.Agrees(
            new RpmVersionOrder(),
            Gen.OneOf(
                Oracle.Pairs(Oracle.OneOf("1:1", "1", "0:1"), part.Select(version => version + "-1")),
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
        Gen<string> identifiers = Oracle.OneOf(
            "", "-0", "-1.a", "-a", "-a.1", "-alpha", "-alpha.10", "-alpha.9", "-b.0b", "-1-2", "+a", "-a+b");
        Oracle.Agrees(
            new SemVerOrder(),
            Oracle.Pairs(
                Oracle.OneOf("0.", "v1.", "9."),
                Gen.Select(Oracle.OneOf("0", "2", "10"), identifiers, (minor, pre) => $"{minor}.{minor}{pre}")),
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
            Oracle.Pairs(Oracle.OneOf("1", "v1", "1!1", "1.0a1"), Oracle.Parts(
                ".0", ".1", "1", "a", "alpha", "b2", ".rc1", "-c", "pre", ".post1", "-1", "r", ".dev1", "dev",
                "_", ".", "-", "+a", "+1.b", "+")),
            800,
            lines => Oracle.Run("python3", ["-c", Script], lines));
    }

    private static void RequireProgram(string program, params string[] arguments) => Oracle.Run(program, arguments, []);
}
