using Microsoft.Win32.SafeHandles;

namespace Skep.Images.Walk;

/// <summary>A regular file of a directory tree.</summary>
/// <remarks>
/// It is copied and never mapped: were somebody to cut it short meanwhile, touching a mapping would end the process.
/// </remarks>
internal sealed class TreeFile(SafeFileHandle file) : IStoredContent
{
    private long _position;

    public ValueTask<ReadOnlyMemory<byte>?> SliceAsync(CancellationToken cancellationToken) => default;

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
