using System.Buffers.Binary;
using System.Text;

namespace Skep.Images.Sources.Containerd;

/// <summary>One key of a bucket, with its value or the bucket it names.</summary>
internal readonly record struct BoltEntry(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value, bool IsBucket)
{
    public string Name => Encoding.UTF8.GetString(Key.Span);
}

/// <summary>A bucket of a bolt database: keys, each with a value or a further bucket.</summary>
internal readonly record struct BoltBucket(BoltFile File, ulong Root, ReadOnlyMemory<byte> Inline)
{
    private const int HeaderSize = 16;

    public IEnumerable<BoltEntry> Entries => File.Entries(Root, Inline);

    public IEnumerable<(string Name, BoltBucket Bucket)> Buckets
    {
        get
        {
            BoltFile file = File;
            return Entries.Where(IsWholeBucket).Select(entry => (entry.Name, Open(file, entry.Value)));
        }
    }

    /// <summary>The bucket of that name; null when there is none.</summary>
    public BoltBucket? Find(string name)
    {
        foreach ((string key, BoltBucket bucket) in Buckets)
        {
            if (key == name)
            {
                return bucket;
            }
        }

        return null;
    }

    /// <summary>The value of that name; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Value(string name)
    {
        foreach (BoltEntry entry in Entries)
        {
            if (!entry.IsBucket && entry.Name == name)
            {
                return entry.Value;
            }
        }

        return null;
    }

    public string? Text(string name) => Value(name) is { } value ? Encoding.UTF8.GetString(value.Span) : null;

    private static bool IsWholeBucket(BoltEntry entry) => entry.IsBucket && entry.Value.Length >= HeaderSize;

    private static BoltBucket Open(BoltFile file, ReadOnlyMemory<byte> value) =>
        new(file, BinaryPrimitives.ReadUInt64LittleEndian(value.Span), value[HeaderSize..]);
}
