using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Containerd;

/// <summary>What containerd's metadata calls by which name: <c>v1/NAMESPACE/images/NAME/target</c>.</summary>
/// <remarks>Schema: <see href="https://github.com/containerd/containerd/blob/v1.7.0/metadata/buckets.go"/>.</remarks>
internal static class ContainerdImages
{
    // Each repetition means containerd wrote in the milliseconds of the reading.
    private const int MaxAttempts = 5;

    // Asked first; the others follow by name.
    private static readonly string[] _usual = ["default", "k8s.io", "moby"];

    /// <param name="wanted">The namespace to look in; null looks in all.</param>
    /// <returns>The image's root descriptor; null when no namespace has it.</returns>
    public static Descriptor? Find(string path, string reference, string? wanted)
    {
        for (int attempt = 1; ; attempt++)
        {
            using BoltFile file = BoltFile.Open(path);
            try
            {
                Descriptor? found = Find(file, reference, wanted);
                if (attempt == MaxAttempts || !file.HasChanged)
                {
                    return found;
                }
            }
            catch (SkepException) when (attempt < MaxAttempts && file.HasChanged)
            {
                // A page was reused under our eyes: read again.
            }
        }
    }

    private static Descriptor? Find(BoltFile file, string reference, string? wanted)
    {
        if (file.Root.Find("v1") is not { } root)
        {
            return null;
        }

        IEnumerable<(string Name, BoltBucket Bucket)> namespaces = root.Buckets
            .Where(entry => wanted is null || entry.Name == wanted)
            .OrderBy(entry => Array.IndexOf(_usual, entry.Name) is >= 0 and { } place ? place : _usual.Length);
        foreach ((_, BoltBucket bucket) in namespaces)
        {
            if (bucket.Find("images") is { } images && FindIn(images, reference) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Descriptor? FindIn(BoltBucket images, string reference)
    {
        bool isDigest = Digest.TryParse(reference, out Digest digest);
        foreach ((string name, BoltBucket image) in images.Buckets)
        {
            if (image.Find("target") is { } target && Digest.TryParse(target.Text("digest"), out Digest there)
                && (name == reference || (isDigest ? there == digest : ImageChoice.IsSame(name, reference))))
            {
                return new Descriptor(target.Text("mediatype") ?? string.Empty, there, SizeOf(target.Value("size")));
            }
        }

        return null;
    }

    // A zigzag varint, as Go's binary.PutVarint writes it; -1 when it makes no sense.
    private static long SizeOf(ReadOnlyMemory<byte>? value)
    {
        ulong number = 0;
        int shift = 0;
        foreach (byte part in (value ?? default).Span)
        {
            if (shift >= 63)
            {
                return -1;
            }

            number |= (ulong)(part & 0x7f) << shift;
            shift += 7;
        }

        return shift > 0 && (number & 1) == 0 ? (long)(number >> 1) : -1;
    }
}
