using System.Security.Cryptography;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Skep.Core;
using Skep.Images.Cache;
using Skep.Images.Tests.Walk;
using Skep.Images.Walk;
using Skep.Testing;

namespace Skep.Images.Tests.Cache;

public sealed class LayerCacheTests : IDisposable
{
    private static readonly InspectorSet Inspectors = Walking.Probe("**/*");
    private static readonly Digest Layer = Digest.Sha256(SHA256.HashData([1]));

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private LayerCache Cache => new(_directory.Path, LayerCache.DefaultMaxSize, _time);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Every_field_of_an_inventory_survives()
    {
        LayerInventory inventory = Full();

        Assert.True(Cache.Store(Layer, Inspectors, Result(inventory)));

        AssertSame(inventory, Cache.Find(Layer, Inspectors)!);
    }

    [Fact]
    public void Any_inventory_survives() =>
        Gen.Select(Gen.String[0, 20].Array[0, 30], Gen.ULong.Array[0, 50], Gen.Int[0, int.MaxValue])
            .Sample((texts, hashes, number) =>
        {
            string At(int index) => texts.Length == 0 ? "" : Clean(texts[index % texts.Length]);
            var inventory = new LayerInventory
            {
                Packages = [.. texts.Select((_, i) => Made(At(i), At(i + 1), At(i + 2), At(i + 3)))],
                Problems = [.. texts.Select((_, i) => new Problem(At(i), At(i + 5)))],
                Files = hashes,
                Statistics = new LayerStatistics { Bytes = number },
            };

            AssertSame(inventory, LayerCacheEntry.Read("key", LayerCacheEntry.Write("key", inventory))!);
        });

    [Fact]
    public void Other_layers_and_other_inspectors_are_not_found()
    {
        Cache.Store(Layer, Inspectors, Result(Full()));

        Assert.Null(Cache.Find(Digest.Sha256(SHA256.HashData([2])), Inspectors));
        Assert.Null(Cache.Find(Layer, new InspectorSet([])));
    }

    [Fact]
    public void Incomplete_pending_and_unverified_results_are_not_kept()
    {
        LayerWalkResult whole = Result(Full());

        Assert.False(Cache.Store(Layer, Inspectors, whole with { IsComplete = false }));
        Assert.False(Cache.Store(Layer, Inspectors, whole with { BlobDigest = null }));
        Assert.False(Cache.Store(Layer, Inspectors, whole with
        {
            Pending = new Dictionary<LayerPath, IReadOnlyList<LayerPath>>
            {
                [LayerPath.Parse("a")] = [LayerPath.Parse("b")],
            },
        }));
        Assert.Null(Cache.Find(Layer, Inspectors));
    }

    [Fact]
    public void Truncated_damaged_and_foreign_entries_are_ignored_and_rewritten()
    {
        byte[] entry = LayerCacheEntry.Write("key", Full());
        foreach (byte[] cut in Mutations.Truncations(entry))
        {
            Assert.Null(LayerCacheEntry.Read("key", cut));
        }

        for (int at = 0; at < entry.Length; at++)
        {
            byte[] damaged = [.. entry];
            damaged[at] ^= 0x10;
            Assert.Null(LayerCacheEntry.Read("key", damaged));
        }

        Assert.Null(LayerCacheEntry.Read("yek", entry));

        Cache.Store(Layer, Inspectors, Result(Full()));
        string file = Assert.Single(EntryFiles());
        File.WriteAllBytes(file, [1, 2, 3]);
        Assert.Null(Cache.Find(Layer, Inspectors));
        Assert.True(Cache.Store(Layer, Inspectors, Result(Full())));
        Assert.NotNull(Cache.Find(Layer, Inspectors));
    }

    [Fact]
    public async Task Writers_and_readers_at_once_never_see_half_an_entry()
    {
        LayerInventory inventory = Full();
        Task[] tasks =
        [
            .. Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            {
                var cache = new LayerCache(_directory.Path, ByteSize.Kibibytes(1), _time);
                for (int i = 0; i < 50; i++)
                {
                    Assert.True(cache.Store(Layer, Inspectors, Result(inventory)));
                    if (cache.Find(Layer, Inspectors) is { } found)
                    {
                        AssertSame(inventory, found);
                    }
                }
            })),
        ];

        await Task.WhenAll(tasks);

        Assert.DoesNotContain(
            Directory.EnumerateFiles(_directory.Path, "*.tmp", SearchOption.AllDirectories), _ => true);
    }

    [Fact]
    public void What_a_killed_process_left_is_cleared_away()
    {
        Cache.Store(Layer, Inspectors, Result(Full()));
        string leftover = EntryFiles().Single() + ".0.tmp";
        File.WriteAllBytes(leftover, [1]);
        File.SetLastWriteTimeUtc(leftover, _time.GetUtcNow().UtcDateTime);

        _time.Advance(TimeSpan.FromHours(2));
        Cache.Store(Layer, Inspectors, Result(Full()));

        Assert.False(File.Exists(leftover));
        Assert.NotNull(Cache.Find(Layer, Inspectors));
    }

    [Fact]
    public void Entries_unused_for_longest_go_first()
    {
        Digest[] layers = [.. Enumerable.Range(0, 6).Select(i => Digest.Sha256(SHA256.HashData([(byte)i])))];
        foreach (Digest layer in layers)
        {
            Cache.Store(layer, Inspectors, Result(Full(), layer));
            _time.Advance(TimeSpan.FromDays(1));
        }

        Assert.NotNull(Cache.Find(layers[0], Inspectors));
        long size = EntryFiles().Sum(file => new FileInfo(file).Length);
        _time.Advance(TimeSpan.FromDays(1));
        var small = new LayerCache(_directory.Path, new ByteSize(size / 2), _time);
        small.Store(layers[5], Inspectors, Result(Full(), layers[5]));

        Assert.Equal(
            [true, false, false, false, false, true],
            layers.Select(layer => small.Find(layer, Inspectors) is not null));
    }

    [Fact]
    public void Cache_that_cannot_be_written_fails_nothing()
    {
        string file = _directory.File("not-a-directory", [1]);
        var cache = new LayerCache(file, LayerCache.DefaultMaxSize, _time);

        Assert.False(cache.Store(Layer, Inspectors, Result(Full())));
        Assert.Null(cache.Find(Layer, Inspectors));
    }

    private static Package Made(string name, string version, string location, string note) =>
        new(new EcosystemId(note), name, version) { Location = location, Note = note, FoundBy = new InspectorId(name) };

    private static string Clean(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);

    private static LayerWalkResult Result(LayerInventory inventory, Digest? layer = null) =>
        new() { Inventory = inventory, IsComplete = true, BlobDigest = layer ?? Layer };

    private static void AssertSame(LayerInventory expected, LayerInventory actual) =>
        Assert.Equal(Dump(expected), Dump(actual));

    // Every public property, so that a new one that the format forgets is noticed.
    private static string Dump(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Dump))}]",
        LayerPath or EcosystemId or InspectorId or ulong or long or int or bool or Enum => value.ToString()!,
        _ => string.Join(", ", value.GetType().GetProperties().Select(p => $"{p.Name}: {Dump(p.GetValue(value))}")),
    };

    private static LayerInventory Full() => new()
    {
        Packages =
        [
            new Package(new EcosystemId("rpm"), "ü", "1:2")
            {
                Architecture = "a",
                SourceName = "b",
                SourceVersion = "c",
                Vendor = "d",
                ModuleLabel = "e",
                Licenses = ["f", "g"],
                Evidence = PackageEvidence.FileName,
                Location = "h!i",
                OtherNames = ["j"],
                IsDevelopment = true,
                Note = "k",
                FoundBy = new InspectorId("l/m"),
            },
            new Package(new EcosystemId("rpm"), "ü", "") { FoundBy = new InspectorId("l/m") },
        ],
        Distributions =
        [
            new Distribution("a", "b")
            {
                PrettyName = "c",
                Codename = "d",
                IdLike = ["e"],
                CpeName = "f",
                Location = "g",
                Weight = 100,
            },
        ],
        Owned = [new OwnedPaths(new EcosystemId("deb"), "p", [1, ulong.MaxValue], "where")],
        Problems = [new Problem("where", "what")],
        Whiteouts = [LayerPath.Parse("a/b")],
        OpaqueDirectories = [LayerPath.Root],
        Links =
        [
            new LayerLink(LayerPath.Parse("x"), "../y", IsHard: true),
            new LayerLink(LayerPath.Parse("z"), "", IsHard: false),
        ],
        Licenses = [new DeclaredLicenses(new EcosystemId("deb"), "zlib1g", ["Zlib", "GPL-2+"]) { Location = "usr/x" }],
        Executables = [LayerPath.Parse("usr/bin/a"), LayerPath.Parse("opt/é")],
        Files = [3, 5, ulong.MaxValue],
        Directories = [1],
        Statistics =
            new LayerStatistics { Entries = 1, Files = 200, Bytes = long.MaxValue, Inspected = 4, Executables = 5 },
    };

    private IEnumerable<string> EntryFiles() =>
        Directory.EnumerateFiles(_directory.Path, "*.layer", SearchOption.AllDirectories);
}
