using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Skep.Advisories.Bundle;
using Skep.Advisories.Tests.Update;
using Skep.Core;
using Skep.Testing;

namespace Skep.Advisories.Tests.Bundle;

public sealed class AdvisoryBundleTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly TemporaryDirectory _folder = new();

    private string Bundle => Path.Combine(_folder.Path, "bundle");

    private string Target => Path.Combine(_folder.Path, "db", "advisories.db");

    public void Dispose()
    {
        _folder.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task Database_comes_out_as_it_went_in()
    {
        (string secret, string open) = Keys("a");
        await ExportAsync(secret);

        BundleManifest manifest = await ImportAsync(open);

        Assert.True(AdvisoryBundle.IsBundle(Bundle));
        Assert.Equal(await BytesAsync(_database.Path), await BytesAsync(Target));
        Assert.Equal(1, manifest.Advisories);
        Assert.Equal(["alpine/secdb"], manifest.Feeds.Select(feed => feed.Feed));
        Assert.Equal(["bundle"], Directory.EnumerateFiles(_folder.Path, "bundle*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task Signature_of_another_key_is_refused()
    {
        await ExportAsync(Keys("a").Secret);

        await RefusedAsync(ErrorKind.Denied, Keys("b").Open);
    }

    [Fact]
    public async Task Unsigned_bundle_is_taken_only_where_no_key_is_asked_for()
    {
        await ExportAsync(null);

        await RefusedAsync(ErrorKind.Denied, Keys("a").Open);
        await ImportAsync(null);
        Assert.True(File.Exists(Target));
    }

    [Fact]
    public async Task Changed_manifest_breaks_the_signature_and_changed_database_its_hash()
    {
        (string secret, string open) = Keys("a");
        await ExportAsync(secret);
        byte[] whole = await BytesAsync(Bundle);

        await File.WriteAllBytesAsync(Bundle, Replace(whole, "\"advisories\": 1", "\"advisories\": 2"), Token);
        await RefusedAsync(ErrorKind.Denied, open);

        byte[] entry = [.. whole];
        entry[^1600] ^= 1;
        await File.WriteAllBytesAsync(Bundle, entry, Token);
        await RefusedAsync(ErrorKind.Invalid, open);
    }

    [Fact]
    public async Task Bundle_cut_off_anywhere_leaves_the_old_database()
    {
        await ExportAsync(null);
        await ImportAsync(null);
        byte[] whole = await BytesAsync(Bundle);
        byte[] before = await BytesAsync(Target);
        int end = whole.AsSpan().LastIndexOfAnyExcept((byte)0);
        for (int length = 0; length < end; length += 97)
        {
            await File.WriteAllBytesAsync(Bundle, whole[..length], Token);

            await Assert.ThrowsAsync<SkepException>(() => ImportAsync(null));
            Assert.Equal(before, await BytesAsync(Target));
        }

        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(Target)!, "*.new*"));
    }

    [Theory]
    [InlineData("\"size\": 9000000000000000000")]
    [InlineData("\"size\": 10")]
    [InlineData("\"size\": -1")]
    public async Task Size_that_is_not_the_databases_is_refused(string size)
    {
        await ExportAsync(null);
        await RepackAsync(manifest =>
            manifest.Replace($"\"size\": {new FileInfo(_database.Path).Length}", size, StringComparison.Ordinal));

        await RefusedAsync(ErrorKind.Invalid, null);
    }

    [Fact]
    public async Task Bundle_of_another_schema_is_refused()
    {
        await ExportAsync(null);
        await RepackAsync(manifest => manifest.Replace("\"schema\": ", "\"schema\": 99", StringComparison.Ordinal));

        await RefusedAsync(ErrorKind.Conflict, null);
    }

    [Fact]
    public void File_that_holds_no_key_is_refused()
    {
        string file = _folder.File(
            "not.key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"u8.ToArray());

        Assert.Equal(ErrorKind.Invalid, Assert.Throws<SkepException>(() => BundleKey.Read(file)).Kind);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<byte[]> BytesAsync(string file) => File.ReadAllBytesAsync(file, Token);

    private static byte[] Replace(byte[] whole, string old, string replacement)
    {
        byte[] changed = [.. whole];
        int at = changed.AsSpan().IndexOf(Encoding.ASCII.GetBytes(old));
        Encoding.ASCII.GetBytes(replacement).CopyTo(changed, at);
        return changed;
    }

    private async Task RepackAsync(Func<string, string> change)
    {
        string changed = Bundle + ".changed";
        await using (var reader = new TarReader(File.OpenRead(Bundle)))
        await using (var writer = new TarWriter(File.Create(changed)))
        {
            while (await reader.GetNextEntryAsync(copyData: true, Token) is { } entry)
            {
                if (entry.Name == "skep-bundle.json")
                {
                    using var text = new StreamReader(entry.DataStream!);
                    string manifest = change((await text.ReadToEndAsync(Token))!);
                    entry = new UstarTarEntry(TarEntryType.RegularFile, entry.Name)
                    {
                        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(manifest)),
                    };
                }

                await writer.WriteEntryAsync(entry, Token);
            }
        }

        File.Move(changed, Bundle, overwrite: true);
    }

    private (string Secret, string Open) Keys(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (
            _folder.File(name + ".key", Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem())),
            _folder.File(name + ".pub", Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem())));
    }

    private async Task ExportAsync(string? secret)
    {
        _database.Write("main.json", Upstream.Secdb("main", "openssl", "CVE-2023-1"));
        await _database.ImportAsync();
        using BundleKey? key = secret is null ? null : BundleKey.Read(secret);
        await AdvisoryBundle.WriteAsync(_database.Path, Bundle, key, Token);
    }

    private async Task<BundleManifest> ImportAsync(string? open)
    {
        using BundleKey? key = open is null ? null : BundleKey.Read(open);
        return await AdvisoryBundle.ReadAsync(Bundle, Target, key, Token);
    }

    private async Task RefusedAsync(ErrorKind kind, string? open)
    {
        var refused = await Assert.ThrowsAsync<SkepException>(() => ImportAsync(open));
        Assert.Equal(kind, refused.Kind);
        Assert.False(File.Exists(Target));
    }
}
