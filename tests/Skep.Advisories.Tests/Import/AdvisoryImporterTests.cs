using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Skep.Core;
using Skep.Testing;

namespace Skep.Advisories.Tests.Import;

public sealed class AdvisoryImporterTests : IDisposable
{
    private const string PackedByXz =
        "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ADhAKhdAD2IiSaBk1N/WjlAwPeRfkSQ3q1KrrdItiH49kjaIneHEfowWl6Ecjnb"
        + "qH8TYxLdKgLJLpgAyOOoYMpKxvolZhZPQ8rp6QCZx8kH0hvNrNeG+TCZ3kjooj4AjB7Hh5xWezK2MKor/agYaTZ6gDxEARtt"
        + "DuvHthMWVRCwWlBXhm1kgWnHu0G2KTdNhGMfBJFtXisrS6KvJQ+aWXhe5pz9SfhB6uyyoahrAADxLVivzHdokgABxAHiAQAA"
        + "S0L4CbHEZ/sCAAAAAARZWg==";

    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Part_that_is_read_again_replaces_itself_and_leaves_the_others()
    {
        string main = _database.Write("main.json", Secdb("main", "openssl", "CVE-2023-1"));
        string community = _database.Write("community.json", Secdb("community", "nodejs", "CVE-2023-2"));
        await _database.ImportAsync(main, community);

        _database.Write("main.json", Secdb("main", "openssl", "CVE-2023-3"));
        await _database.ImportAsync(main);

        using AdvisoryDatabase database = _database.Open();
        Assert.Empty(database.Search("CVE-2023-1", 10));
        Assert.Single(database.Search("CVE-2023-2", 10));
        Assert.Single(database.Search("CVE-2023-3", 10));
        Assert.Equal(2, database.Status.Advisories);
    }

    [Fact]
    public async Task Loose_record_replaces_the_record_of_its_id_and_no_other()
    {
        _database.Write("osv/npm/a.json", Osv("GHSA-1", "CVE-2024-1", "a", "1.0.0"));
        _database.Write("osv/npm/b.json", Osv("GHSA-2", "CVE-2024-2", "b", "1.0.0"));
        await _database.ImportAsync();

        await _database.ImportAsync(_database.Write("osv/npm/a.json", Osv("GHSA-1", "CVE-2024-1", "a", "2.0.0")));

        using AdvisoryDatabase database = _database.Open();
        AdvisoryHit hit = Assert.Single(database.Search("CVE-2024-1", 10));
        Assert.Equal("< 2.0.0", Assert.Single(Assert.Single(hit.Advisory.Affected).Ranges).ToString());
        Assert.Single(database.Search("CVE-2024-2", 10));
    }

    [Fact]
    public async Task Same_bytes_come_out_of_every_wrapping()
    {
        byte[] record = Encoding.UTF8.GetBytes(Osv("GHSA-1", "CVE-2024-1", "a", "1.0.0"));
        Directory.CreateDirectory(Path.Combine(_database.Feeds, "osv", "npm"));
        string path = Path.Combine(_database.Feeds, "osv", "npm", "all");
        await using (
            ZipArchive zip = await ZipFile.OpenAsync(
                path + ".zip",
                ZipArchiveMode.Create,
                TestContext.Current.CancellationToken))
        await using (
            Stream entry = await zip.CreateEntry("GHSA-1.json").OpenAsync(TestContext.Current.CancellationToken))
        {
            await entry.WriteAsync(record, TestContext.Current.CancellationToken);
        }

        await using (var tar = new TarWriter(new GZipStream(File.Create(path + ".tar.gz"), CompressionLevel.Fastest)))
        {
            await tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.RegularFile, "GHSA-1.json") { DataStream = new MemoryStream(record) },
                TestContext.Current.CancellationToken);
        }

        foreach (string wrapping in (string[])[path + ".zip", path + ".tar.gz"])
        {
            ImportResult result = await _database.ImportAsync(wrapping);

            Assert.Equal(
                ("osv/npm", 1, 1),
                result.Parts.Select(part => (part.Feed, part.Advisories, part.Rows)).Single());
        }
    }

    [Fact]
    public async Task Damaged_archives_are_problems_and_the_rest_is_read()
    {
        byte[] packed = Gzip(Osv("GHSA-1", "CVE-2024-1", "a", "1.0.0"));
        _database.Write("osv/npm/whole.json", Osv("GHSA-2", "CVE-2024-2", "b", "1.0.0"));
        for (int seed = 0; seed < 60; seed++)
        {
            byte[] damaged = Mutations.Damage(packed, seed);
            await File.WriteAllBytesAsync(
                Path.Combine(_database.Feeds, $"{seed}.json.gz"),
                damaged,
                TestContext.Current.CancellationToken);
        }

        ImportResult result = await _database.ImportAsync();

        Assert.Contains(result.Parts, part => part.Feed == "osv/npm");
        Assert.NotEmpty(result.Problems);
    }

    [Fact]
    public async Task Archive_that_was_cut_off_adds_its_records_and_replaces_nothing_else()
    {
        string path = Path.Combine(_database.Feeds, "osv", "npm", "all.tar.gz");
        byte[] whole = await TarGz(
            ("GHSA-1.json", Osv("GHSA-1", "CVE-2024-1", "a", "1.0.0")),
            ("GHSA-2.json", Osv("GHSA-2", "CVE-2024-2", "b", "1.0.0")));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, whole, TestContext.Current.CancellationToken);
        await _database.ImportAsync(path);

        byte[] newer = await TarGz(
            ("GHSA-1.json", Osv("GHSA-1", "CVE-2024-1", "a", "2.0.0")),
            ("noise", string.Concat(Enumerable.Range(0, 9000).Select(i => Convert.ToHexString(
                System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i)))))));
        await File.WriteAllBytesAsync(path, newer[..^1000], TestContext.Current.CancellationToken);
        ImportResult result = await _database.ImportAsync(path);

        Assert.NotEmpty(result.Problems);
        using AdvisoryDatabase database = _database.Open();
        AdvisoryHit hit = Assert.Single(database.Search("CVE-2024-1", 10));
        Assert.Equal("< 2.0.0", Assert.Single(Assert.Single(hit.Advisory.Affected).Ranges).ToString());
        Assert.Single(database.Search("CVE-2024-2", 10));
    }

    [Fact]
    public async Task Ratings_that_were_cut_off_do_not_take_the_others_away()
    {
        _database.Write("main.json", Secdb("main", "acme", "CVE-2024-7999"));
        string path = _database.Write("epss.csv.gz", string.Empty);
        byte[] whole = Gzip("cve,epss,percentile\n" + string.Concat(
            Enumerable.Range(1000, 7000).Select(i => $"CVE-2024-{i},0.{i * 7919 % 10000:0000},0.5\n")));
        await File.WriteAllBytesAsync(path, whole, TestContext.Current.CancellationToken);
        Assert.False((await _database.ImportAsync()).IsPartial);

        await File.WriteAllBytesAsync(path, whole[..^2000], TestContext.Current.CancellationToken);
        Assert.True((await _database.ImportAsync(path)).IsPartial);

        VulnerabilityFinding finding =
            Assert.Single(_database.Match(Found.Alpine("3.18.1"), Found.Apk("acme", "0.1-r0")).Findings);
        Assert.NotNull(finding.Vulnerability.Epss);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(40)]
    public async Task Every_compression_tells_when_it_was_cut_off(int missing)
    {
        byte[] record = Encoding.UTF8.GetBytes(Osv("GHSA-1", "CVE-2024-1", "a", "1.0.0"));
        foreach ((string suffix, byte[] packed) in Compressed(record))
        {
            string path = _database.Write("osv/npm/a.json." + suffix, string.Empty);
            await File.WriteAllBytesAsync(path, packed, TestContext.Current.CancellationToken);
            Assert.Single((await _database.ImportAsync(path)).Parts);

            await File.WriteAllBytesAsync(path, packed[..^missing], TestContext.Current.CancellationToken);
            ImportResult result = await _database.ImportAsync(path);

            Assert.True(result.Parts.Count == 0 && result.Problems.Count == 1, $"{suffix} without {missing} bytes");
        }
    }

    [Fact]
    public async Task Files_of_no_feed_are_listed_and_nothing_is_replaced_by_nothing()
    {
        string path = _database.Write("readme.md", "# hello");

        ImportResult result = await _database.ImportAsync(path);

        Assert.Equal(KeyValuePair.Create(path, 1), Assert.Single(result.Unrecognised));
        Assert.False(File.Exists(_database.Path));
    }

    [Theory]
    [InlineData(1, "stray.tar!notes-0.txt")]
    [InlineData(2, "stray.tar")]
    public async Task Stray_file_of_an_archive_is_named_and_several_are_counted(int count, string named)
    {
        string path = _database.Write("stray.tar", string.Empty);
        await using (var tar = new TarWriter(File.Create(path)))
        {
            for (int i = 0; i < count; i++)
            {
                await tar.WriteEntryAsync(
                    new PaxTarEntry(TarEntryType.RegularFile, $"notes-{i}.txt") { DataStream = new MemoryStream([1]) },
                    TestContext.Current.CancellationToken);
            }
        }

        (string found, int files) = Assert.Single((await _database.ImportAsync(path)).Unrecognised);

        Assert.EndsWith(named, found, StringComparison.Ordinal);
        Assert.Equal(count, files);
    }

    [Fact]
    public async Task Import_that_is_cancelled_leaves_the_old_database()
    {
        string main = _database.Write("main.json", Secdb("main", "openssl", "CVE-2023-1"));
        await _database.ImportAsync(main);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new AdvisoryImporter(TimeProvider.System).ImportAsync([main], _database.Path, null, source.Token));

        using AdvisoryDatabase database = _database.Open();
        Assert.Single(database.Search("CVE-2023-1", 10));
        Assert.Equal(
            ["advisories.db", "advisories.db.lock"],
            Directory.GetFiles(Path.GetDirectoryName(_database.Path)!).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task File_that_is_no_database_is_refused_and_then_replaced()
    {
        string main = _database.Write("main.json", Secdb("main", "openssl", "CVE-2023-1"));
        Directory.CreateDirectory(Path.GetDirectoryName(_database.Path)!);
        await File.WriteAllTextAsync(
            _database.Path,
            "not a database at all, but long enough to be looked at",
            TestContext.Current.CancellationToken);

        Assert.Equal(ErrorKind.Invalid, Assert.Throws<SkepException>(_database.Open).Kind);
        await _database.ImportAsync(main);

        using AdvisoryDatabase database = _database.Open();
        Assert.Equal(1, database.Status.Advisories);
    }

    [Fact]
    public async Task Folders_of_samples_are_passed_over()
    {
        _database.Write("samples/a.json", Osv("GHSA-1", "CVE-2024-1", "a", "1.0.0"));

        ImportResult result = await _database.ImportAsync();

        Assert.Empty(result.Parts);
        Assert.Single(result.Skipped);
    }

    private static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static async Task<byte[]> TarGz(params (string Name, string Content)[] files)
    {
        using var packed = new MemoryStream();
        await using (var tar = new TarWriter(new GZipStream(packed, CompressionLevel.Fastest)))
        {
            foreach ((string name, string content) in files)
            {
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
                });
            }
        }

        return packed.ToArray();
    }

    private static IEnumerable<(string Suffix, byte[] Packed)> Compressed(byte[] content)
    {
        yield return ("gz", Gzip(Encoding.UTF8.GetString(content)));
        using var zstd = new ZstdSharp.Compressor();
        yield return ("zst", zstd.Wrap(content).ToArray());
        using var packed = new MemoryStream();
        using (Stream bzip2 = SharpCompress.Compressors.BZip2.BZip2Stream.Create(
            packed, SharpCompress.Compressors.CompressionMode.Compress, decompressConcatenated: false, leaveOpen: true))
        {
            bzip2.Write(content);
        }

        yield return ("bz2", packed.ToArray());

        // Nothing here writes xz: the same record, packed by xz-utils.
        yield return ("xz", Convert.FromBase64String(PackedByXz));
    }

    private static string Secdb(string repository, string package, string cve) =>
        $$"""
            {"apkurl": "x", "reponame": "{{repository}}", "urlprefix": "https://dl-cdn.alpinelinux.org/alpine",
              "distroversion": "v3.18",
             "packages": [{"pkg": {"name": "{{package}}", "secfixes": {"1.0-r0": ["{{cve}}"]} } }]}
            """;

    private static string Osv(string id, string cve, string package, string fix) =>
        $$"""
            {"id": "{{id}}", "modified": "2024-05-01T00:00:00Z", "aliases": ["{{cve}}"], "details": "A text",
              "affected": [
              {"package": {"ecosystem": "npm", "name": "{{package}}"}, "ranges": [{"type": "SEMVER", "events":
                [{"introduced": "0"}, {"fixed": "{{fix}}"}]}]}]}
            """;
}
