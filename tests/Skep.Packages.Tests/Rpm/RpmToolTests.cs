using Skep.Core;
using Skep.Packages.Rpm;
using Skep.Packages.Tests.Versions.Oracles;
using Skep.Testing;

namespace Skep.Packages.Tests.Rpm;

/// <summary>The same databases read by us and by rpm itself.</summary>
public sealed class RpmToolTests
{
    private const string Format =
        "%{name} %|epoch?{%{epoch}:}:{}|%{version}-%{release} %{arch} %{sourcerpm} %{vendor}[ %{filenames}]\\n";

    private static readonly byte[][] Headers =
    [
        RpmHeaderBuilder.Package("bash", epoch: 1),
        RpmHeaderBuilder.Package("zero", epoch: 0),
        RpmHeaderBuilder.Package("large", size: 100_000),
        .. Enumerable.Range(0, 100).Select(i => RpmHeaderBuilder.Package($"p{i}", $"1.{i}~rc^{i}")),
    ];

    [Fact]
    public async Task Sqlite_database_reads_the_same()
    {
        using var directory = new TemporaryDirectory();
        Oracle.Run("rpm", ["--dbpath", directory.Path, "--define", "_db_backend sqlite", "--initdb"], []);
        string file = Path.Combine(directory.Path, "rpmdb.sqlite");
        RpmDatabaseFiles.Insert(file, Headers);
        string[] theirs = Oracle.Run(
            "rpm", ["--dbpath", directory.Path, "-qa", "--nosignature", "--nodigest", "--qf", Format], []);

        Assert.Equal(Headers.Length, theirs.Length);
        Assert.Equal(theirs.Order(StringComparer.Ordinal), (await Read(file)).Order(StringComparer.Ordinal));
    }

    private static async Task<IEnumerable<string>> Read(string file)
    {
        var inspector = new RpmDatabaseInspector();
        var path = LayerPath.Parse("usr/lib/sysimage/rpm/rpmdb.sqlite");
        byte[] database = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var found = new RecordingSink(path, inspector.Id);
        await inspector.InspectAsync(new FileView(path, database), found, TestContext.Current.CancellationToken);
        Assert.Empty(found.Problems);
        return found.Packages.Zip(found.Owned, Describe);
    }

    private static string Describe(Package package, OwnedFiles owned)
    {
        string source = $"{package.SourceName}-{RpmSource.SplitEpoch(package.SourceVersion!).Version}.src.rpm";
        string files = string.Concat(owned.Paths.Select(path => $" /{path}"));
        return $"{package.Name} {package.Version} {package.Architecture} {source} {package.Vendor}{files}";
    }
}
