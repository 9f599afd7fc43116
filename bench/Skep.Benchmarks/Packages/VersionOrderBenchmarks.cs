using BenchmarkDotNet.Attributes;
using Skep.Core;
using Skep.Packages.Versions;

namespace Skep.Benchmarks.Packages;

/// <summary>
/// Comparing every version of a list with its neighbour, as matching does for each advisory of a package.
/// </summary>
/// <remarks>The baseline is <see cref="System.Version"/>, which can compare only plain numbers.</remarks>
[MemoryDiagnoser]
public class VersionOrderBenchmarks
{
    private const int Count = 1000;

    private readonly string[] _plain = Make((a, b, c) => $"{a}.{b}.{c}");
    private readonly string[] _deb = Make((a, b, c) => $"{a % 2}:{a}.{b}.{c}~rc{b}+dfsg-{c}+deb12u{a}");
    private readonly string[] _rpm = Make((a, b, c) => $"{a % 2}:{a}.{b}.{c}-{b}.el9_{c}");
    private readonly string[] _semver = Make((a, b, c) => $"{a}.{b}.{c}-beta.{b}+build.{c}");
    private readonly string[] _python = Make((a, b, c) => $"{a}.{b}.{c}rc{b}.post{c}.dev{a}");
    private readonly string[] _maven = Make((a, b, c) => $"{a}.{b}.{c}-alpha-{b}");

    [Benchmark(Baseline = true)]
    public int SystemVersion()
    {
        int sum = 0;
        for (int i = 1; i < _plain.Length; i++)
        {
            sum += Version.Parse(_plain[i - 1]).CompareTo(Version.Parse(_plain[i]));
        }

        return sum;
    }

    [Benchmark]
    public int Deb() => Compare(new DebVersionOrder(), _deb);

    [Benchmark]
    public int Maven() => Compare(new MavenVersionOrder(), _maven);

    [Benchmark]
    public int Python() => Compare(new PythonVersionOrder(), _python);

    [Benchmark]
    public int Rpm() => Compare(new RpmVersionOrder(), _rpm);

    [Benchmark]
    public int SemVer() => Compare(new SemVerOrder(), _semver);

    private static int Compare(IVersionOrder order, string[] versions)
    {
        int sum = 0;
        for (int i = 1; i < versions.Length; i++)
        {
            if (!order.TryCompare(versions[i - 1], versions[i], out int sign))
            {
                throw new InvalidOperationException($"'{versions[i]}' is no version of {order.Id}");
            }

            sum += Math.Sign(sign);
        }

        return sum;
    }

    private static string[] Make(Func<int, int, int, string> write)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Count).Select(_ => write(random.Next(4), random.Next(30), random.Next(30)))];
    }
}
