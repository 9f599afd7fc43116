using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Containerd;

/// <summary>What containerd's metadata calls by which name: <c>v1/NAMESPACE/images/NAME/target</c>.</summary>
/// <remarks>Schema: <see href="https://github.com/containerd/containerd/blob/v1.7.0/metadata/buckets.go"/>.</remarks>
internal static class ContainerdImages
{
    // Asked first; the others follow by name.
    private static readonly string[] _usual = ["default", "k8s.io", "moby"];

    /// <param name="wanted">The namespace to look in; null looks in all.</param>
    /// <returns>The image's root descriptor; null when no namespace has it.</returns>
    public static Descriptor? Find(BoltBucket database, string reference, string? wanted)
    {
        if (database.Find("v1") is not { } root)
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

    // Signed numbers alternate: 0, -1, 1, -2. A size that makes no sense is left to the digest to refute.
    private static long SizeOf(ReadOnlyMemory<byte>? value) =>
        Varint.TryRead((value ?? default).Span, out ulong number) && (number & 1) == 0 ? (long)(number >> 1) : -1;
}
