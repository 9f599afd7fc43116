namespace Skep.Images.Walk;

/// <summary>The stored bytes of one file, read once from front to back.</summary>
internal interface IStoredContent
{
    /// <summary>The content as a slice of memory that is there already; null when it has to be copied.</summary>
    ValueTask<ReadOnlyMemory<byte>?> SliceAsync(CancellationToken cancellationToken);

    /// <summary>Fills <paramref name="destination"/> with the next stored bytes.</summary>
    ValueTask ReadAsync(Memory<byte> destination, CancellationToken cancellationToken);
}
