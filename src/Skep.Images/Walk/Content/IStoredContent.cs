using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>Takes a piece of a file; the span is borrowed.</summary>
internal delegate void PieceHandler(ReadOnlySpan<byte> content, int start, int end, long offset);

/// <summary>The stored bytes of one file, read once from front to back.</summary>
internal interface IStoredContent
{
    /// <summary>The content as a slice of memory that is there already; null when it has to be copied.</summary>
    ValueTask<ReadOnlyMemory<byte>?> SliceAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Hands over the content from front to back in pieces that overlap as <see cref="FilePiece"/> says.
    /// </summary>
    ValueTask ReadPiecesAsync(PieceHandler handle, CancellationToken cancellationToken);

    /// <summary>Fills <paramref name="destination"/> with the next stored bytes.</summary>
    ValueTask ReadAsync(Memory<byte> destination, CancellationToken cancellationToken);
}
