using System.Text;
using CsCheck;
using Skep.Core;
using Skep.Images.Walk;
using Skep.Testing;

namespace Skep.Images.Tests.Walk;

public sealed class TarReaderTests
{
    private const string Long = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/";

    [Fact]
    public async Task Names_come_from_prefix_pax_or_gnu_headers()
    {
        byte[] tar = new TarBuilder()
            .Header(new TarHeaderFields("name", '0') { Prefix = "some/prefix" })
            .Header(new TarHeaderFields("old", '0') { IsV7 = true, Prefix = "not-a-prefix" })
            .GnuLong('L', Long + Long + "gnu").Header(new TarHeaderFields("short", '0') { IsGnu = true })
            .Pax(isGlobal: false, "path", Long + "päx", "mtime", "1.5").File("short", "")
            .Pax(isGlobal: false, "path", "lost").GnuLong('L', "gnu-wins").File("short", "")
            .Pax(isGlobal: true, "path", "global").File("not-global", "")
            .End();

        Assert.Equal(
            ["some/prefix/name=", "old=", $"{Long}{Long}gnu=", $"{Long}päx=", "gnu-wins=", "not-global="],
            (await Walking.Walk(tar)).Seen());
    }

    [Fact]
    public async Task Names_never_climb_out_and_always_have_one_form()
    {
        byte[] tar = new TarBuilder()
            .File("../../etc/passwd", "1").File("/abs", "2").File("./a//b/./c", "3").File("nl/a\nb", "4")
            .Header(new TarHeaderFields("x", '0') { Edit = block => block[0] = 0xe9 })
            .End();

        Assert.Equal(["etc/passwd=1", "abs=2", "a/b/c=3", "nl/a\nb=4", "\ufffd="], (await Walking.Walk(tar)).Seen());
    }

    [Fact]
    public async Task Sizes_come_from_octal_base_256_or_pax()
    {
        byte[] tar = new TarBuilder()
            .Header(new TarHeaderFields("base256", '0') { Size = 3, UseBase256 = true }).Content("abc"u8.ToArray())
            .Pax(isGlobal: false, "size", "4").Header(new TarHeaderFields("pax", '0')).Content("defg"u8.ToArray())
            .Header(new TarHeaderFields("spaces", '0') { Edit = block => "        5 \0\0"u8.CopyTo(block.AsSpan(124)) })
            .Content("hijkl"u8.ToArray())
            .End();

        Assert.Equal(["base256=abc", "pax=defg", "spaces=hijkl"], (await Walking.Walk(tar)).Seen());
    }

    [Fact]
    public async Task Links_and_devices_have_no_content_whatever_they_say()
    {
        byte[] tar = new TarBuilder()
            .Header(new TarHeaderFields("link", '2') { LinkName = "target", Size = 512 })
            .Header(new TarHeaderFields("node", '3') { Size = 9999 })
            .Header(new TarHeaderFields("fifo", '6'))
            .Header(new TarHeaderFields("oldstyle/", '\0'))
            .Header(new TarHeaderFields("oldfile", '\0'))
            .File("file", "1")
            .End();

        LayerWalkResult result = await Walking.Walk(tar);

        Assert.Equal(["oldfile=", "file=1"], result.Seen());
        Assert.Equal(PathHash.Of("oldstyle"), Assert.Single(result.Inventory.Directories));
        Assert.Equal(5, result.Inventory.Files.Length);
    }

    [Theory]
    [InlineData("gnu")]
    [InlineData("0.0")]
    [InlineData("0.1")]
    [InlineData("1.0")]
    public async Task Sparse_files_are_shown_as_they_unpack(string version)
    {
        byte[] tar = Sparse(version).File("after", "1").End();

        LayerWalkResult result = await Walking.Walk(tar);

        Assert.Equal(["sparse=ab\0\0\0\0\0\0\0\0cd\0\0", "after=1"], result.Seen());
        Assert.Empty(result.Inventory.Problems);
    }

    [Fact]
    public async Task Sparse_file_of_ten_gigabytes_costs_nothing()
    {
        byte[] tar = new TarBuilder()
            .Pax(isGlobal: false, "GNU.sparse.size", "10737418240", "GNU.sparse.map", "10737418238,2")
            .File("huge", "ab").File("after", "1").End();

        LayerWalkResult result = await Walking.Walk(tar);

        Assert.Equal(["after=1"], result.Seen());
        Assert.Contains("10 GiB", Assert.Single(result.Inventory.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 2, 11)]
    [InlineData(12, 2, 11)]
    [InlineData(0, 9, 11)]
    [InlineData(0, 1, 11)]
    [InlineData(1, long.MaxValue, 11)]
    [InlineData(long.MaxValue, 2, long.MaxValue)]
    [InlineData(long.MaxValue - 1, 2, 1)]
    public async Task Sparse_map_of_the_old_kind_beyond_its_file_is_a_problem(long offset, long length, long size)
    {
        byte[] tar = new TarBuilder().File("first", "1")
            .Header(new TarHeaderFields("s", 'S')
            {
                IsGnu = true,
                Size = 2,
                Edit = block =>
                {
                    Wide(block.AsSpan(386, 12), offset);
                    Wide(block.AsSpan(398, 12), length);
                    Wide(block.AsSpan(483, 12), size);
                },
            }).Content("ab"u8.ToArray()).File("after", "1").End();

        LayerWalkResult result = await Walking.Walk(tar);

        Assert.Contains("sparse", Assert.Single(result.Inventory.Problems).Message, StringComparison.Ordinal);
        Assert.Contains("first=1", result.Seen());
        Assert.False(result.IsComplete);
    }

    [Theory]
    [InlineData("0,5")]
    [InlineData("8,9")]
    [InlineData("3,1,0,1")]
    [InlineData("9223372036854775807,2")]
    [InlineData("0")]
    [InlineData("a,b")]
    public async Task Impossible_sparse_map_is_a_problem(string map)
    {
        byte[] tar = new TarBuilder().File("first", "1")
            .Pax(isGlobal: false, "GNU.sparse.size", "9", "GNU.sparse.map", map).File("s", "ab").End();

        LayerWalkResult result = await Walking.Walk(tar);

        Assert.Equal(["first=1"], result.Seen());
        Assert.Single(result.Inventory.Problems);
        Assert.False(result.IsComplete);
    }

    [Fact]
    public async Task Bad_checksum_is_a_problem_and_reading_goes_on_behind_it()
    {
        byte[] tar = new TarBuilder()
            .File("a", "1")
            .Header(new TarHeaderFields("bad", '0') { Size = 600, ChecksumError = 1 }).Content(new byte[600])
            .File("b", "2")
            .End();

        LayerWalkResult result = await Walking.Walk(tar);

        Assert.Equal(["a=1", "b=2"], result.Seen());
        Assert.Single(result.Inventory.Problems);
        Assert.False(result.IsComplete);
    }

    [Fact]
    public async Task Signed_checksum_of_old_tars_is_accepted()
    {
        byte[] tar = new TarBuilder()
            .Header(new TarHeaderFields("x", '0') { Edit = block => block[1] = 0xe4, ChecksumError = -256 })
            .End();

        Assert.Equal(["x\ufffd="], (await Walking.Walk(tar)).Seen());
    }

    [Fact]
    public async Task Later_entry_of_a_path_wins()
    {
        byte[] tar = new TarBuilder()
            .File("twice", "old").File("dir/below", "gone").File("twice", "new").Symlink("dir", "elsewhere")
            .File("stays/below", "kept").Directory("stays").File("link", "old").Symlink("link", "x")
            .End();

        LayerWalkResult result = await Walking.Walk(tar);

        Assert.Equal(["twice=new", "stays/below=kept"], result.Seen());
    }

    [Fact]
    public async Task Tar_ends_at_its_end_blocks_whatever_follows()
    {
        byte[] tar = new TarBuilder().File("a", "1").Raw(new byte[1024]).File("b", "2").End();

        LayerWalkResult result = await Walking.Walk([.. tar, .. "garbage"u8]);

        Assert.Equal(["a=1"], result.Seen());
        Assert.Empty(result.Inventory.Problems);
    }

    [Fact]
    public async Task Missing_end_blocks_and_padding_are_forgiven()
    {
        LayerWalkResult result = await Walking.Walk(new TarBuilder().File("a", "123").ToArray()[..^509]);

        Assert.Equal(["a=123"], result.Seen());
        Assert.True(result.IsComplete);
    }

    [Fact]
    public async Task Too_long_a_name_is_left_out_and_a_huge_header_ends_the_layer()
    {
        byte[] tar = new TarBuilder()
            .Pax(isGlobal: false, "path", new string('x', 4097)).File("long", "1")
            .File("next", "2")
            .Header(new TarHeaderFields("x", 'x') { Size = 2_000_000 }).Content(new byte[2_000_000])
            .File("never", "3")
            .End();

        LayerWalkResult result = await Walking.Walk(tar);

        Assert.Equal(["next=2"], result.Seen());
        Assert.Equal(2, result.Inventory.Problems.Count);
        Assert.False(result.IsComplete);
    }

    [Fact]
    public async Task Truncation_keeps_what_was_found_and_says_where_it_ends()
    {
        byte[] whole = new TarBuilder().File("a", "1").Pax(isGlobal: false, "path", "b")
            .File("x", new byte[5000]).File("c", "3").End();
        for (int length = 0; length < whole.Length - 1024; length += 37)
        {
            LayerWalkResult result = await Walking.Walk(whole[..length]);

            Assert.True(result.Seen().Length <= 3);
            Assert.True(result.IsComplete == (result.Inventory.Problems.Count == 0), $"cut at {length}");
        }
    }

    [Fact]
    public async Task What_dotnet_writes_is_read_back() =>
        await Gen.Select(
            Gen.String[Gen.Char["abc/.ä你 \\"], 1, 200],
            Gen.Byte.Array[0, 2000],
            Gen.Enum<System.Formats.Tar.TarEntryFormat>()).Array[0, 20].SampleAsync(async files =>
        {
            using var tar = new MemoryStream();
            var expected = new Dictionary<LayerPath, string>();
            await using (
                var writer = new System.Formats.Tar.TarWriter(
                    tar, System.Formats.Tar.TarEntryFormat.Pax, leaveOpen: true))
            {
                foreach ((string name, byte[] content, _) in files)
                {
                    LayerPath path = LayerPath.Parse(name);
                    if (path.IsRoot || name.EndsWith('/') || path.Name.StartsWith(".wh."))
                    {
                        continue;
                    }

                    await writer.WriteEntryAsync(
                        new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile,
                            name)
                        { DataStream = new MemoryStream(content) },
                        TestContext.Current.CancellationToken);
                    foreach (LayerPath replaced in expected.Keys.Where(other => other.IsBelow(path)).ToList())
                    {
                        expected.Remove(replaced);
                    }

                    expected[path] = content.Length <= 64
                        ? Encoding.UTF8.GetString(content)
                        : ProbeInspector.HashOf(content);
                }
            }

            LayerWalkResult result = await Walking.Walk(tar.ToArray());
            Assert.Equal(
                expected.Select(file => $"{file.Key}={file.Value}").Order(StringComparer.Ordinal),
                result.Seen().Order(StringComparer.Ordinal));
        }, iter: 100);

    private static TarBuilder Sparse(string version)
    {
        var tar = new TarBuilder();
        byte[] stored = "abcd"u8.ToArray();
        return version switch
        {
            "gnu" => tar.Header(new TarHeaderFields("sparse", 'S')
            {
                IsGnu = true,
                Size = 4,
                Edit = block =>
                {
                    TarBuilder.Octal(block.AsSpan(386, 12), 0);
                    TarBuilder.Octal(block.AsSpan(398, 12), 2);
                    block[482] = 1;
                    TarBuilder.Octal(block.AsSpan(483, 12), 14);
                },
            }).Raw(GnuExtension()).Content(stored),
            "0.0" => tar.Pax(
                isGlobal: false,
                "GNU.sparse.size", "14", "GNU.sparse.numblocks", "2",
                "GNU.sparse.offset", "0", "GNU.sparse.numbytes", "2",
                "GNU.sparse.offset", "10", "GNU.sparse.numbytes", "2").File("sparse", stored),
            "0.1" =>
                tar.Pax(isGlobal: false, "GNU.sparse.size", "14", "GNU.sparse.map", "0,2,10,2", "GNU.sparse.name",
                    "sparse").File("GNUSparseFile.0/x", stored),
            _ => tar.Pax(
                isGlobal: false,
                "GNU.sparse.major", "1", "GNU.sparse.minor", "0", "GNU.sparse.name", "sparse", "GNU.sparse.realsize",
                "14")
                .File(
                    "GNUSparseFile.0/x",
                    [.. Encoding.ASCII.GetBytes("2\n0\n2\n10\n2\n".PadRight(512, '\0')), .. stored]),
        };
    }

    private static void Wide(Span<byte> field, long value)
    {
        field.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(field[^8..], value);
        field[0] |= 0x80;
    }

    private static byte[] GnuExtension()
    {
        byte[] block = new byte[512];
        TarBuilder.Octal(block.AsSpan(0, 12), 10);
        TarBuilder.Octal(block.AsSpan(12, 12), 2);
        return block;
    }
}
