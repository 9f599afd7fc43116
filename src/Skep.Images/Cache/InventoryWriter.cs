using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Skep.Core;

namespace Skep.Images.Cache;

/// <summary>Writes a <see cref="LayerInventory"/> in the cache's own format.</summary>
/// <remarks>
/// Numbers are LEB128, a text is written once and then by its number, hashes are 8 bytes little-endian each. Raise
/// <see cref="LayerCacheEntry.FormatVersion"/> with every change here; <see cref="InventoryReader"/> mirrors it line
/// by line.
/// </remarks>
internal sealed class InventoryWriter
{
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);

    public static ReadOnlyMemory<byte> Write(LayerInventory inventory)
    {
        var writer = new InventoryWriter();
        writer.Put(inventory);
        return writer._output.WrittenMemory;
    }

    private void Put(LayerInventory inventory)
    {
        PutAll(inventory.Packages, Put);
        PutAll(inventory.Distributions, Put);
        PutAll(inventory.Owned, Put);
        PutAll(inventory.Licenses, Put);
        PutAll(inventory.Sightings, Put);
        PutAll(inventory.Traits, trait =>
        {
            Put(trait.Kind);
            Put(trait.Name);
            Put(trait.Location);
        });
        PutAll(inventory.Digests, Put);
        PutAll(inventory.Claims, Put);
        PutAll(inventory.SpecialFiles, Put);
        PutAll(inventory.Problems, problem =>
        {
            Put(problem.Location);
            Put(problem.Message);
        });
        PutAll(inventory.Whiteouts, path => Put(path.ToString()));
        PutAll(inventory.OpaqueDirectories, path => Put(path.ToString()));
        PutAll(inventory.Links, link =>
        {
            Put(link.Path.ToString());
            Put(link.Target);
            Put(link.IsHard ? 1 : 0);
        });
        PutAll(inventory.Executables, path => Put(path.ToString()));
        Put(inventory.Files);
        Put(inventory.Directories);
        Put(inventory.Inhabited);
        Put(inventory.Statistics);
    }

    private void Put(Package package)
    {
        Put(package.Ecosystem.Value);
        Put(package.Name);
        Put(package.Version);
        Put(package.Architecture);
        Put(package.SourceName);
        Put(package.SourceVersion);
        Put(package.Vendor);
        Put(package.ModuleLabel);
        PutAll(package.Licenses, Put);
        Put((long)package.Evidence);
        Put(package.Location);
        PutAll(package.OtherNames, Put);
        Put(package.IsDevelopment ? 1 : 0);
        Put(package.Note);
        Put(package.FoundBy.Value);
    }

    private void Put(Distribution distribution)
    {
        Put(distribution.Id);
        Put(distribution.VersionId);
        Put(distribution.PrettyName);
        Put(distribution.Codename);
        PutAll(distribution.IdLike, Put);
        Put(distribution.CpeName);
        Put(distribution.Location);
        Put(distribution.Weight);
    }

    private void Put(OwnedPaths owned)
    {
        Put(owned.Ecosystem.Value);
        Put(owned.Package);
        Put(owned.Hashes);
        Put(owned.Location);
    }

    private void Put(DeclaredLicenses licenses)
    {
        Put(licenses.Ecosystem.Value);
        Put(licenses.Package);
        PutAll(licenses.Licenses, Put);
        Put(licenses.Location);
    }

    private void Put(Sighting sighting)
    {
        Put((long)sighting.Scanner);
        Put(sighting.Rule.Value);
        Put((long)sighting.Severity);
        Put(sighting.Title);
        Put(sighting.Message);
        Put(sighting.Location);
        Put(sighting.Subject);
        PutAll(sighting.Evidence, evidence =>
        {
            Put(evidence.Offset);
            Put(evidence.Length);
            Put(evidence.Line);
            Put(evidence.Text);
        });
        Put(sighting.Fingerprint);
        Put(sighting.Malware?.Type);
        Put(sighting.Malware?.Family);
        Put(sighting.Engine);
        Put(sighting.Advice);
        Put(sighting.CheckCommand);
        PutAll(sighting.References, Put);
        Put(sighting.IsExcusedByOwner ? 1 : 0);
    }

    private void Put(FileDigests digests)
    {
        PutBytes(digests.Md5);
        PutBytes(digests.Sha1);
        PutBytes(digests.Sha256);
        Put(digests.Size);
        Put(digests.Location);
    }

    private void Put(ClaimedDigests claims)
    {
        Put(claims.Ecosystem.Value);
        Put(claims.Package);
        Put(claims.Algorithm);
        Put([.. claims.Files.Select(file => file.Path)]);
        PutAll(claims.Files, file => PutBytes(file.Hash));
        Put(claims.Location);
    }

    private void Put(SpecialFile file)
    {
        Put(file.Path.ToString());
        Put(file.Mode);
        Put(file.IsDirectory ? 1 : 0);
        Put(file.OwnerId);
        Put(file.GroupId);
        Put(file.Capabilities);
    }

    private void PutBytes(byte[] bytes)
    {
        Put(bytes.Length);
        _output.Write(bytes);
    }

    private void Put(LayerStatistics statistics)
    {
        Put(statistics.Entries);
        Put(statistics.Files);
        Put(statistics.Bytes);
        Put(statistics.Inspected);
        Put(statistics.Executables);
    }

    private void PutAll<T>(IReadOnlyList<T> items, Action<T> put)
    {
        Put(items.Count);
        foreach (T item in items)
        {
            put(item);
        }
    }

    private void Put(ulong[] hashes)
    {
        Put(hashes.Length);
        if (BitConverter.IsLittleEndian)
        {
            _output.Write(MemoryMarshal.AsBytes<ulong>(hashes));
            return;
        }

        foreach (ulong hash in hashes)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(_output.GetSpan(sizeof(ulong)), hash);
            _output.Advance(sizeof(ulong));
        }
    }

    // 0 is null, 1 a new text, 2 and up the texts so far.
    private void Put(string? text)
    {
        if (text is null)
        {
            Put(0);
        }
        else if (_texts.TryGetValue(text, out int number))
        {
            Put(number + 2);
        }
        else
        {
            Put(1);
            Put(Encoding.UTF8.GetByteCount(text));
            Encoding.UTF8.GetBytes(text, _output);
            _texts.Add(text, _texts.Count);
        }
    }

    private void Put(long number)
    {
        Span<byte> target = _output.GetSpan(10);
        int length = 0;
        ulong rest = checked((ulong)number);
        for (; rest >= 0x80; rest >>= 7)
        {
            target[length++] = (byte)((rest & 0x7f) | 0x80);
        }

        target[length++] = (byte)rest;
        _output.Advance(length);
    }
}
