using BenchmarkDotNet.Attributes;
using Skep.Benchmarks.Inputs;
using Skep.Core;
using Skep.Packages.Alpine;
using Skep.Packages.Debian;
using Skep.Packages.Go;
using Skep.Packages.Java;
using Skep.Packages.Npm;
using Skep.Packages.Rpm;
using Skep.Packages.Tests.Go;
using Skep.Packages.Tests.Java;
using Skep.Packages.Tests.Rpm;

namespace Skep.Benchmarks.Packages;

/// <summary>Reading one file of each kind that large images hold most of.</summary>
/// <remarks>Nothing in the base class library reads these formats, so there is no baseline.</remarks>
[MemoryDiagnoser]
public class InspectorBenchmarks
{
    private const int Many = 200;

    private readonly FileView _apk = File("lib/apk/db/installed", Samples.ApkInstalled(Many));
    private readonly FileView _dpkg = File("var/lib/dpkg/status", Samples.DpkgStatus(Many));
    private readonly FileView _npm = File("app/node_modules/@example/package/package.json", Samples.PackageJson());
    private readonly FileView _go = File("usr/bin/tool", GoProgram.Inline("go1.22.1", Samples.GoModules(Many)));
    private readonly FileView _jar = File("app/lib/example-1.2.3.jar", MakeJar());
    private readonly FileView _rpmSqlite = File("var/lib/rpm/rpmdb.sqlite", RpmDatabaseFiles.Sqlite(RpmHeaders(40)));

    // More do not fit on the sample's one page of keys.
    private readonly FileView _rpmBerkeley =
        File("var/lib/rpm/Packages", RpmDatabaseFiles.Berkeley(bigEndian: false, RpmHeaders(16)));

    [Benchmark]
    public int ApkInstalled() => Inspect(new ApkInstalledInspector(), _apk);

    [Benchmark]
    public int DpkgStatus() => Inspect(new DpkgStatusInspector(), _dpkg);

    [Benchmark]
    public int GoBuildInformation() => Inspect(new GoBinaryInspector(), _go);

    [Benchmark]
    public int Jar() => Inspect(new JarInspector(), _jar);

    [Benchmark]
    public int PackageJson() => Inspect(new NpmPackageInspector(), _npm);

    [Benchmark]
    public int RpmBerkeley() => Inspect(new RpmDatabaseInspector(), _rpmBerkeley);

    [Benchmark]
    public int RpmSqlite() => Inspect(new RpmDatabaseInspector(), _rpmSqlite);

    private static int Inspect(IInspector inspector, FileView file)
    {
        var sink = new CountingSink();
        inspector.InspectAsync(file, sink, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return sink.Packages > 0 && sink.Problems == 0
            ? sink.Packages
            : throw new InvalidOperationException($"{inspector.Id} does not understand the benchmark's input");
    }

    private static FileView File(string path, byte[] content) => new(LayerPath.Parse(path), content, mode: 0x1ed);

    private static byte[][] RpmHeaders(int count) =>
        [.. Enumerable.Range(0, count).Select(i => RpmHeaderBuilder.Package($"package-{i}", $"1.{i}", size: 2000))];

    private static byte[] MakeJar()
    {
        JarBuilder jar = new JarBuilder()
            .Manifest("Implementation-Title: example", "Implementation-Version: 1.2.3")
            .Pom("com.example", "example", "1.2.3");
        for (int i = 0; i < Many; i++)
        {
            jar.Add($"com/example/Class{i}.class", new byte[1000]);
        }

        return jar.Build();
    }
}
