using System.Buffers;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Skep.Advisories.Compile;
using Skep.Advisories.Import;
using Skep.Core;
using ZstdSharp;

namespace Skep.Advisories.Bundle;

/// <summary>One file that carries a compiled database to a network without upstream.</summary>
/// <remarks>
/// A tar of <c>skep-bundle.json</c> (the manifest), <c>skep-bundle.sig</c> (its signature, when signed) and
/// <c>advisories.db.zst</c>, in this order. The manifest holds the database's hash, so the signature covers
/// everything. What is read is not trusted: sizes are bounded, and the database is checked before it takes the old
/// one's place.
/// </remarks>
public static class AdvisoryBundle
{
    private const int Format = 1;
    private const string ManifestName = "skep-bundle.json";
    private const string SignatureName = "skep-bundle.sig";
    private const string DatabaseName = "advisories.db.zst";
    private const int CompressionLevel = 9;

    // All feeds have less than 200 parts of 150 bytes; a DER signature of P-256 has at most 72 bytes; all feeds compile
    // to 2 GB.
    private const int MaxManifest = 1024 * 1024;
    private const int MaxSignature = 256;
    private const int TarBlock = 512;
    private static readonly ByteSize MaxDatabase = ByteSize.Mebibytes(16 * 1024);

    /// <summary>Whether <paramref name="path"/> begins as a bundle does.</summary>
    public static bool IsBundle(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using FileStream stream = File.OpenRead(path);
        byte[] head = new byte[TarBlock];
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head.AsSpan().StartsWith("skep-bundle.json\0"u8)
            && head.AsSpan(257, 5).SequenceEqual("ustar"u8);
    }

    /// <summary>Writes the database into a bundle.</summary>
    /// <param name="key">Signs it; null leaves it unsigned.</param>
    public static async Task<BundleManifest> WriteAsync(
        string databaseFile, string bundle, BundleKey? key, CancellationToken cancellationToken)
    {
        DatabaseStatus status;
        using (var database = AdvisoryDatabase.Open(databaseFile))
        {
            status = database.Status;
        }

        string packed = bundle + ".db.part";
        string unfinished = bundle + ".part";
        try
        {
            (long size, string hash) = await PackAsync(databaseFile, packed, cancellationToken);
            var manifest = new BundleManifest(
                Format, Schema.Version, status.Created, status.Advisories, size, hash)
            {
                Feeds =
                    [.. status.Parts.Select(part => new BundledFeed(part.Feed, part.Part, part.Newest, part.Fetched))],
            };
            byte[] text = JsonSerializer.SerializeToUtf8Bytes(manifest, BundleContext.Default.BundleManifest);
            await using (var tar = new TarWriter(File.Create(unfinished), TarEntryFormat.Ustar, leaveOpen: false))
            {
                await AddAsync(tar, ManifestName, new MemoryStream(text), status.Created, cancellationToken);
                if (key is not null)
                {
                    var signature = new MemoryStream(key.Sign(text));
                    await AddAsync(tar, SignatureName, signature, status.Created, cancellationToken);
                }

                await AddAsync(tar, DatabaseName, File.OpenRead(packed), status.Created, cancellationToken);
            }

            File.Move(unfinished, bundle, overwrite: true);
            return manifest;
        }
        finally
        {
            File.Delete(packed);
            File.Delete(unfinished);
        }
    }

    /// <summary>Puts a bundle's database in the place of <paramref name="databaseFile"/>.</summary>
    /// <param name="key">Whose signature it must carry; null takes any bundle.</param>
    /// <exception cref="SkepException">It is damaged, not signed by that key, or of another version of
    /// Skep.</exception>
    public static async Task<BundleManifest> ReadAsync(
        string bundle, string databaseFile, BundleKey? key, CancellationToken cancellationToken)
    {
        if (!File.Exists(bundle))
        {
            throw new SkepException(ErrorKind.NotFound, $"no such file: '{bundle}'");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(databaseFile))!);
        try
        {
            await using var tar = new TarReader(File.OpenRead(bundle), leaveOpen: false);
            TarEntry? entry = await NextAsync(tar, ManifestName, cancellationToken);
            byte[] text = await SmallAsync(entry, MaxManifest, cancellationToken);
            entry = await tar.GetNextEntryAsync(copyData: false, cancellationToken);
            if (entry?.Name == SignatureName)
            {
                byte[] signature = await SmallAsync(entry, MaxSignature, cancellationToken);
                if (key?.Verifies(text, signature) == false)
                {
                    throw new SkepException(ErrorKind.Denied, $"the signature of '{bundle}' is not by the given key");
                }

                entry = await NextAsync(tar, DatabaseName, cancellationToken);
            }
            else if (key is not null)
            {
                throw new SkepException(ErrorKind.Denied, $"'{bundle}' is not signed");
            }

            BundleManifest manifest = Understood(text);
            using var replacement = new DatabaseReplacement(databaseFile);
            await UnpackAsync(entry, manifest, replacement.TemporaryFile, cancellationToken);
            Check(replacement.TemporaryFile);
            replacement.Commit();
            return manifest;
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or FormatException
            or JsonException or ZstdException or SqliteException)
        {
            throw new SkepException(
                ErrorKind.Invalid,
                $"the bundle '{bundle}' is damaged: {failure.Message}",
                "the database is as it was",
                failure);
        }
    }

    private static async Task<(long Size, string Hash)> PackAsync(
        string databaseFile, string packed, CancellationToken cancellationToken)
    {
        await using FileStream source = File.OpenRead(databaseFile);
        await using var target = new CompressionStream(File.Create(packed), CompressionLevel, leaveOpen: false);
        return await CopyAsync(source, target, cancellationToken);
    }

    private static async Task UnpackAsync(
        TarEntry? entry, BundleManifest manifest, string target, CancellationToken cancellationToken)
    {
        if (entry is not { Name: DatabaseName, DataStream: { } data })
        {
            throw new InvalidDataException("it holds no database");
        }

        await using var unpacked = new DecompressionStream(data);

        // What goes on past the announced size is a bomb; it ends there.
        await using HeadStream limited =
            await HeadStream.OpenAsync(unpacked, 0, new ByteSize(manifest.Size), cancellationToken);
        await using FileStream file = File.Create(target);
        (long size, string hash) = await CopyAsync(limited, file, cancellationToken);
        if (size != manifest.Size || hash != manifest.Sha256)
        {
            throw new InvalidDataException("the database is not the one that the manifest names");
        }
    }

    private static BundleManifest Understood(byte[] text)
    {
        BundleManifest? manifest = JsonSerializer.Deserialize(text, BundleContext.Default.BundleManifest);
        if (manifest is null || manifest.Size <= 0 || manifest.Size > MaxDatabase.Bytes || manifest.Feeds is null)
        {
            throw new InvalidDataException("its manifest makes no sense");
        }

        return manifest.Format == Format && manifest.Schema == Schema.Version
            ? manifest
            : throw new SkepException(
                ErrorKind.Conflict,
                $"the bundle is of format {manifest.Format} and schema {manifest.Schema}; "
                    + $"this Skep reads {Format} and {Schema.Version}",
                "export it with the same version of Skep");
    }

    // The hash vouches for the way here, not for who made an unsigned one.
    private static void Check(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA trusted_schema = OFF; PRAGMA quick_check(1)";
        if (command.ExecuteScalar() as string != "ok")
        {
            throw new InvalidDataException("the database is inconsistent");
        }

        command.CommandText = "SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index')";
        if (command.ExecuteScalar() is not 0L)
        {
            throw new InvalidDataException("the database holds more than tables");
        }
    }

    private static async Task<TarEntry> NextAsync(TarReader tar, string name, CancellationToken cancellationToken) =>
        await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry && entry.Name == name
            ? entry
            : throw new InvalidDataException($"it holds no {name}");

    private static async Task<byte[]> SmallAsync(TarEntry entry, int most, CancellationToken cancellationToken)
    {
        if (entry.DataStream is not { } data || entry.Length > most)
        {
            throw new InvalidDataException($"{entry.Name} is empty or larger than {most} bytes");
        }

        byte[] content = new byte[entry.Length];
        await data.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    private static async Task AddAsync(
        TarWriter tar, string name, Stream content, DateTimeOffset date, CancellationToken cancellationToken)
    {
        await using (content)
        {
            var entry = new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = content,
                ModificationTime = date,
            };
            await tar.WriteEntryAsync(entry, cancellationToken);
        }
    }

    private static async Task<(long Size, string Hash)> CopyAsync(
        Stream source, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1024 * 1024);
        try
        {
            long size = 0;
            while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                size += read;
            }

            return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
