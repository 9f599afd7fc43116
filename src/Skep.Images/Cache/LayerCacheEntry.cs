using System.Security.Cryptography;
using System.Text;
using Skep.Core;

namespace Skep.Images.Cache;

/// <summary>
/// The bytes of one cache entry: a mark, the SHA-256 of all that follows, the entry's key, the inventory.
/// </summary>
/// <remarks>
/// The checksum finds entries that were cut off or damaged; the key inside finds files that were renamed. Neither
/// protects from somebody who may write to the folder, which is why it belongs to one user.
/// </remarks>
internal static class LayerCacheEntry
{
    /// <summary>Raised with every change of the format; entries of other versions are made anew.</summary>
    public const byte FormatVersion = 4;

    private const int HashAt = 8;
    private const int KeyAt = HashAt + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Mark =>
        [(byte)'s', (byte)'k', (byte)'e', (byte)'p', (byte)'l', (byte)'a', (byte)'y', FormatVersion];

    public static byte[] Write(string key, LayerInventory inventory)
    {
        ReadOnlyMemory<byte> body = InventoryWriter.Write(inventory);
        byte[] keyBytes = Encoding.ASCII.GetBytes(key);
        byte[] entry = [.. Mark, .. new byte[SHA256.HashSizeInBytes], .. keyBytes, .. body.Span];
        SHA256.HashData(entry.AsSpan(KeyAt), entry.AsSpan(HashAt));
        return entry;
    }

    /// <summary>The inventory in an entry; null when it is damaged, of another version, or another layer's.</summary>
    public static LayerInventory? Read(string key, ReadOnlySpan<byte> entry)
    {
        byte[] keyBytes = Encoding.ASCII.GetBytes(key);
        if (entry.Length < KeyAt + keyBytes.Length
            || !entry.StartsWith(Mark)
            || !entry[KeyAt..].StartsWith(keyBytes)
            || !SHA256.HashData(entry[KeyAt..]).AsSpan().SequenceEqual(entry[HashAt..KeyAt]))
        {
            return null;
        }

        try
        {
            return InventoryReader.Read(entry[(KeyAt + keyBytes.Length)..]);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
