namespace Skep.Images.Sources.Archive;

/// <summary>A pipe or terminal that may never say another byte, read so that cancellation ends the wait.</summary>
/// <remarks>
/// The system's read cannot be called back. It is left behind with a buffer of its own, which nobody else gets, and
/// ends with the process.
/// </remarks>
internal sealed class InterruptibleStream(Stream inner) : ForwardStream
{
    private const int BufferSize = 1 << 16;

    private readonly byte[] _buffer = new byte[BufferSize];
    private Memory<byte> _unread;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_unread.IsEmpty)
        {
            Task<int> read = Task.Run(() => inner.Read(_buffer, 0, _buffer.Length), CancellationToken.None);
            _unread = _buffer.AsMemory(0, await read.WaitAsync(cancellationToken));
        }

        int count = Math.Min(buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
