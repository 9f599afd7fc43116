using System.Globalization;
using System.Runtime.InteropServices;
using Skep.Core;
using Skep.Images.Walk;
using Skep.Testing;

namespace Skep.Images.Tests.Walk;

/// <summary>Files shown piece by piece: every byte once, with its surroundings, whatever the source.</summary>
public sealed class PieceTests
{
    private static readonly int[] Sizes =
    [
        1, 63, 1024, FilePiece.LookAhead - 1, FilePiece.LookAhead + 1, 64 * 1024, 448 * 1024, (448 * 1024) + 1,
        512 * 1024, 1_300_000, 9_000_000,
    ];

    [Fact]
    public async Task Every_byte_of_a_layer_is_shown_once_and_in_order()
    {
        var tar = new TarBuilder();
        foreach (int size in Sizes)
        {
            tar.File($"f{size}", Content(size));
        }

        byte[] layer = tar.File("empty").End();
        foreach (byte[] blob in new[] { layer, Walking.Gzip(layer), Walking.Zstandard(layer) })
        {
            var probe = new PieceProbe();
            LayerWalkResult result = await Walking.Walk(blob, new InspectorSet([], [probe]));

            Assert.True(result.IsComplete);
            AssertWhole(probe);
        }
    }

    [Fact]
    public async Task Every_byte_of_a_directory_is_shown_once_and_in_order()
    {
        using var root = new TemporaryDirectory();
        foreach (int size in Sizes)
        {
            root.File($"f{size}", Content(size));
        }

        var probe = new PieceProbe();
        await LayerWalker.WalkAsync(
            new LayerContent.Tree(root.Path, IsOverlay: false),
            new InspectorSet([], [probe]),
            new LayerWalkOptions(),
            TestContext.Current.CancellationToken);

        AssertWhole(probe);
    }

    [Fact]
    public async Task A_file_that_is_also_wanted_whole_is_one_piece()
    {
        byte[] layer = new TarBuilder().File("f700000", Content(700_000)).End();
        var probe = new PieceProbe();

        LayerWalkResult result = await Walking.Walk(
            layer, new InspectorSet([new ProbeInspector("test/probe", FilePatterns.Paths("**/*"))], [probe]));

        Assert.Single(result.Inventory.Packages);
        Assert.Equal("f700000", Assert.Single(result.Inventory.Traits).Location);
        Assert.Equal(1, probe.Pieces);
    }

    [Fact]
    public async Task What_a_piece_shows_is_dropped_when_the_layer_replaces_the_file()
    {
        byte[] layer = new TarBuilder().File("a", Content(10)).File("a", Content(20)).File("b", Content(5)).End();

        LayerWalkResult result = await Walking.Walk(layer, new InspectorSet([], [new PieceProbe()]));

        Assert.Equal(["a 20", "b 5"], result.Inventory.Traits.Select(trait => $"{trait.Location} {trait.Name}"));
    }

    [Fact]
    public async Task A_fault_in_an_inspector_loses_nothing_else_and_is_not_cached()
    {
        byte[] layer = new TarBuilder().File("a", Content(10)).File("b", Content(5)).End();

        LayerWalkResult result = await Walking.Walk(
            layer, new InspectorSet([], [new PieceProbe { FailsOn = "a" }, new PieceProbe { Name = "test/second" }]));

        Assert.False(result.IsComplete);
        Assert.Equal(3, result.Inventory.Traits.Count);
        Assert.Equal("a", Assert.Single(result.Inventory.Problems).Location);
    }

    [Fact]
    public async Task Unusual_permissions_are_recorded()
    {
        byte[] layer = new TarBuilder()
            .File("usr/bin/su", "x", mode: 0b100_111_101_101)
            .File("usr/bin/ls", "x", mode: 0b000_111_101_101)
            .Pax(false, "SCHILY.xattr.security.capability", "\u0001\u0000\u0000\u0002")
            .File("usr/bin/ping", "x", mode: 0b000_111_101_101)
            .Header(new TarHeaderFields("tmp", '5') { Mode = 0b001_111_111_111 })
            .Header(new TarHeaderFields("srv", '5') { Mode = 0b000_111_111_111 })
            .File("etc/open", "x", mode: 0b000_110_110_110)
            .End();

        LayerWalkResult result = await Walking.Walk(layer);

        Assert.Equal(
            ["usr/bin/su su", "usr/bin/ping cap=01000002", "srv open", "etc/open open"],
            result.Inventory.SpecialFiles.Select(file => $"{file.Path} "
                + (file.IsSetUser ? "su" : file.Capabilities is { } cap ? $"cap={cap}" : "open")));
    }

    private static byte[] Content(int size)
    {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++)
        {
            content[i] = (byte)((((long)i * 31 / 7) ^ (i >> 9)) & 0xff);
        }

        return content;
    }

    private static void AssertWhole(PieceProbe probe)
    {
        Assert.Equal(Sizes.Length, probe.Files.Count);
        foreach (int size in Sizes)
        {
            Assert.True(
                CollectionsMarshal.AsSpan(probe.Files[$"f{size}"]).SequenceEqual(Content(size)),
                $"file of {size} bytes");
        }
    }

    /// <summary>Puts files together again from the parts that are a piece's own.</summary>
    private sealed class PieceProbe : IStreamInspector
    {
        public string Name { get; init; } = "test/pieces";

        public string? FailsOn { get; init; }

        public InspectorId Id => new(Name);

        public int Version => 1;

        public Dictionary<string, List<byte>> Files { get; } = [];

        public int Pieces { get; private set; }

        public bool Wants(LayerPath path, ReadOnlySpan<byte> head, int mode, long size)
        {
            Assert.Equal(Math.Min(size, 64), Math.Min(head.Length, 64));
            return true;
        }

        public void Inspect(in FilePiece piece, IFindingSink sink)
        {
            string path = piece.Path.ToString();
            if (path == FailsOn)
            {
                throw new InvalidOperationException("broken on purpose");
            }

            Pieces++;
            if (piece.IsFirst)
            {
                Files[path] = [];
            }

            List<byte> file = Files[path];
            Assert.Equal(piece.Offset + piece.Start, file.Count);
            Assert.Equal(Math.Min(FilePiece.Context, file.Count), piece.Start);
            bool isLast = piece.Offset + piece.End == piece.FileSize;
            Assert.Equal(isLast ? 0 : FilePiece.LookAhead, piece.Content.Length - piece.End);
            file.AddRange(piece.Content[piece.Start..piece.End]);
            if (isLast)
            {
                sink.Add(new Trait("test", piece.FileSize.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }
}
