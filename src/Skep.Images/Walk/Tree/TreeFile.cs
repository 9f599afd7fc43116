using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>A regular file of a directory tree.</summary>
/// <remarks>
/// It is copied and never mapped: were somebody to cut it short meanwhile, touching a mapping would end the process.
/// </remarks>
internal sealed class TreeFile(SafeFileHandle file) : IStoredContent
{
    private const int PieceSize = 512 * 1024;

    private long _position;

    public ValueTask<ReadOnlyMemory<byte>?> SliceAsync(CancellationToken cancellationToken) => default;

    public async ValueTask ReadPiecesAsync(PieceHandler handle, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            int kept = 0;
            long left = RandomAccess.GetLength(file) - _position;
            for (long offset = 0; left > 0 || kept > 0;)
            {
                int count = (int)Math.Min(left, PieceSize - kept);
                await ReadAsync(buffer.AsMemory(kept, count), cancellationToken);
                left -= count;
                int length = kept + count;
                int end = left == 0 ? length : length - FilePiece.LookAhead;
                handle(buffer.AsSpan(0, length), offset == 0 ? 0 : FilePiece.Context, end, offset);
                if (left == 0)
                {
                    return;
                }

                int begin = end - FilePiece.Context;
                kept = length - begin;
                buffer.AsSpan(begin, kept).CopyTo(buffer);
                offset += begin;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public ValueTask ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (!destination.IsEmpty)
        {
            int read = RandomAccess.Read(file, destination.Span, _position);
            if (read == 0)
            {
                throw new IOException("the file became shorter while it was read");
            }

            _position += read;
            destination = destination[read..];
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The first bytes, without moving on.</summary>
    public ReadOnlyMemory<byte> Peek(byte[] buffer)
    {
        int read = RandomAccess.Read(file, buffer, 0);
        return buffer.AsMemory(0, read);
    }
}
