namespace Skep.Secrets.Rules;

/// <summary>A kind of file that is itself what should not be shipped: a dump, a key store.</summary>
/// <param name="Kind">The kind, as a trait of the image: <c>sqlite</c>, <c>keystore</c>.</param>
/// <param name="Magic">How such files begin; empty when the path alone says it.</param>
/// <param name="MagicAt">Where the magic stands.</param>
/// <param name="MinSize">Smaller files hold nothing.</param>
/// <param name="IsTraitOnly">Recorded, but not a finding.</param>
internal sealed record FileShape(string Kind, byte[] Magic, int MagicAt, long MinSize, bool IsTraitOnly)
{
    public bool Fits(ReadOnlySpan<byte> head, long size) =>
        size >= MinSize && head.Length >= MagicAt && head[MagicAt..].StartsWith(Magic);
}

/// <summary>Numbers of which one means nothing and a file full of them means persons.</summary>
/// <param name="Kind">One of <see cref="Matching.BulkNumbers"/>.</param>
/// <param name="MinCount">Distinct ones that a file holds at least.</param>
internal sealed record BulkShape(string Kind, int MinCount);
