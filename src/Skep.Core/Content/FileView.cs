using System.Runtime.InteropServices;

namespace Skep.Core;

/// <summary>One regular file of a layer, as an inspector sees it.</summary>
/// <remarks>
/// <see cref="Content"/> is borrowed: it is valid only until the inspector's call completes, after which the walk
/// reuses the memory. Large files are memory-mapped, so touching only a part of <see cref="Content"/> costs only
/// that part.
/// </remarks>
public sealed class FileView(LayerPath path, ReadOnlyMemory<byte> content, int mode = FileView.DefaultMode)
{
    /// <summary>rw-r--r--.</summary>
    public const int DefaultMode = 0b110_100_100;

    private const int AnyExecute = 0b001_001_001;

    public LayerPath Path { get; } = path;

    /// <summary>The whole file.</summary>
    public ReadOnlyMemory<byte> Content { get; } = content;

    /// <summary>The file's permission bits with setuid, setgid and sticky (12 bits).</summary>
    public int Mode { get; } = mode;

    public bool IsExecutable => (Mode & AnyExecute) != 0;

    /// <summary>The lines of a text file, without their terminators (LF or CR LF).</summary>
    public LineEnumerator Lines => new(Content.Span);

    /// <summary>
    /// Lets go of the memory that was touched, where the file is mapped; what is touched again comes back. Who reads
    /// all of a file calls it now and then.
    /// </summary>
    public void Release()
    {
        if (MemoryMarshal.TryGetMemoryManager(Content, out ReleasableMemory? memory))
        {
            memory.Release();
        }
    }
}

/// <summary>Walks the lines of a buffer without copying.</summary>
public ref struct LineEnumerator(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly LineEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        int end = _rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        Current = line.EndsWith("\r"u8) ? line[..^1] : line;
        return true;
    }
}
