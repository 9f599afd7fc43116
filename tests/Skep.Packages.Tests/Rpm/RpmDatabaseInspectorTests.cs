using Skep.Core;
using Skep.Packages.Rpm;
using Skep.Testing;

namespace Skep.Packages.Tests.Rpm;

/// <summary>What must hold whichever format the database has.</summary>
public abstract class RpmDatabaseContract : InspectorContract
{
    private byte[]? _sample;

    protected override IInspector Inspector => new RpmDatabaseInspector();

    protected override byte[] Sample =>
        _sample ??= Write(RpmHeaderBuilder.Package("bash", epoch: 1), RpmHeaderBuilder.Package("zlib"));

    protected abstract byte[] Write(params byte[][] headers);

    [Fact]
    public async Task Package_is_as_its_header_says()
    {
        Package found = (await Inspect(Sample)).Packages[0];

        Assert.Equal(("bash", "1:1.0-2.el9", "x86_64"), (found.Name, found.Version, found.Architecture));
        Assert.Equal(("bash-src", "1:1.0-2.el9"), (found.SourceName, found.SourceVersion));
        Assert.Equal(("Skep", "nodejs:18:1:2"), (found.Vendor, found.ModuleLabel));
        Assert.Equal("MIT", Assert.Single(found.Licenses));
    }

    [Fact]
    public async Task Files_are_owned_by_their_package()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Equal(["bash", "zlib"], found.Owned.Select(owned => owned.Package));
        Assert.Equal(["usr/bin/bash", "etc/bash.conf"], found.Owned[0].Paths.Select(path => path.ToString()));
    }

    [Fact]
    public async Task Header_of_many_pages_is_put_together()
    {
        RecordingSink found = await Inspect(Write(RpmHeaderBuilder.Package("large", size: 100_000)));

        Assert.Empty(found.Problems);
        Assert.Equal("large", Assert.Single(found.Packages).Name);
    }

    [Fact]
    public async Task One_damaged_header_costs_only_itself()
    {
        byte[] bad = RpmHeaderBuilder.Package("bad");
        bad[0] = 0xff;

        RecordingSink found = await Inspect(Write(bad, RpmHeaderBuilder.Package("good")));

        Assert.Equal("good", Assert.Single(found.Packages).Name);
        Assert.Contains("damaged rpm header", Assert.Single(found.Problems).Message);
    }
}

public sealed class LittleEndianBerkeleyTests : BerkeleyTests
{
    protected override bool IsBigEndian => false;
}

public sealed class BigEndianBerkeleyTests : BerkeleyTests
{
    protected override bool IsBigEndian => true;
}

public abstract class BerkeleyTests : RpmDatabaseContract
{
    private const int FirstOverflowPage = 2 * RpmDatabaseFiles.PageSize;

    protected override string SamplePath => "var/lib/rpm/Packages";

    protected abstract bool IsBigEndian { get; }

    protected override byte[] Write(params byte[][] headers) => RpmDatabaseFiles.Berkeley(IsBigEndian, headers);

    [Fact]
    public async Task Chain_that_bites_its_tail_ends()
    {
        byte[] file = Write(RpmHeaderBuilder.Package("large", size: 5_000));
        RpmDatabaseFiles.Write32(file, FirstOverflowPage + 16, 2, IsBigEndian);

        RecordingSink found = await Inspect(file);

        Assert.Empty(found.Packages);
        Assert.NotEmpty(found.Problems);
    }

    [Fact]
    public async Task Page_size_of_nothing_is_a_problem()
    {
        byte[] file = Sample;
        RpmDatabaseFiles.Write32(file, 20, 0, IsBigEndian);

        Assert.Contains("page size", Assert.Single((await Inspect(file)).Problems).Message);
    }

    [Fact]
    public async Task File_that_is_cut_off_is_a_problem() =>
        Assert.NotEmpty((await Inspect(Sample[..^RpmDatabaseFiles.PageSize])).Problems);
}

public sealed class NdbTests : RpmDatabaseContract
{
    protected override string SamplePath => "usr/lib/sysimage/rpm/Packages.db";

    protected override byte[] Write(params byte[][] headers) => RpmDatabaseFiles.Ndb(headers);

    [Fact]
    public async Task Slots_that_share_a_blob_a_thousandfold_are_cut_off()
    {
        byte[] file = Write([.. Enumerable.Repeat(RpmHeaderBuilder.Package("a", size: 2_000), 100)]);
        for (int slot = 32 + 16; slot < 32 + (100 * 16); slot += 16)
        {
            file.AsSpan(32 + 8, 4).CopyTo(file.AsSpan(slot + 8));
        }

        RecordingSink found = await Inspect(file);

        Assert.Single(found.Packages);
        Assert.NotEmpty(found.Problems);
    }

    [Fact]
    public async Task Slot_past_the_end_is_a_problem()
    {
        byte[] file = Sample;
        RpmDatabaseFiles.Write32(file, 32 + 8, int.MaxValue, false);

        RecordingSink found = await Inspect(file);

        Assert.Equal("zlib", Assert.Single(found.Packages).Name);
        Assert.Single(found.Problems);
    }
}

public sealed class SqliteTests : RpmDatabaseContract
{
    protected override string SamplePath => "usr/lib/sysimage/rpm/rpmdb.sqlite";

    protected override byte[] Write(params byte[][] headers) => RpmDatabaseFiles.Sqlite(headers);

    [Fact]
    public async Task Table_of_several_levels_is_walked_in_order()
    {
        string[] names = [.. Enumerable.Range(0, 500).Select(i => $"package-{i}")];

        RecordingSink found = await Inspect(Write([.. names.Select(name => RpmHeaderBuilder.Package(name))]));

        Assert.Empty(found.Problems);
        Assert.Equal(names, found.Packages.Select(package => package.Name));
    }

    [Fact]
    public async Task File_without_the_table_is_a_problem()
    {
        byte[] file = Sample;
        int name = file.AsSpan().IndexOf("tablePackagesPackages"u8);
        file[name + "table".Length] = (byte)'X';

        Assert.Equal("SQLite file without a table Packages", Assert.Single((await Inspect(file)).Problems).Message);
    }
}

public sealed class RpmDatabaseInspectorTests
{
    [Fact]
    public async Task Empty_file_is_a_database_without_packages() =>
        Assert.Empty((await Inspect(string.Empty)).Problems);

    [Fact]
    public async Task Something_else_is_a_problem() =>
        Assert.Contains("not an rpm database", Assert.Single((await Inspect("hello")).Problems).Message);

    [Fact]
    public async Task Log_that_was_not_written_back_is_a_problem()
    {
        var path = LayerPath.Parse("var/lib/rpm/rpmdb.sqlite-wal");
        var sink = new RecordingSink(path, new RpmLogInspector().Id);

        await new RpmLogInspector().InspectAsync(new FileView(path, new byte[32]), sink, CancellationToken.None);

        Assert.Single(sink.Problems);
    }

    private static async Task<RecordingSink> Inspect(string content)
    {
        var inspector = new RpmDatabaseInspector();
        var path = LayerPath.Parse("var/lib/rpm/Packages");
        var sink = new RecordingSink(path, inspector.Id);
        await inspector.InspectAsync(
            new FileView(path, System.Text.Encoding.UTF8.GetBytes(content)), sink, CancellationToken.None);
        return sink;
    }
}
