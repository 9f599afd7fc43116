using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;
using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>
/// A temporary file without a name, mapped into memory: only the parts an inspector touches become resident.
/// </summary>
internal sealed unsafe class MappedFile : ReleasableMemory
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly int _length;

    /// <param name="handle">Closed with this object.</param>
    public MappedFile(SafeFileHandle handle, int length)
    {
        _file = MemoryMappedFile.CreateFromFile(
            handle, mapName: null, length, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _length = length;
    }

    /// <summary>
    /// Opens a new file in the folder for temporary files and takes its name away, so that no end of the process
    /// leaves it.
    /// </summary>
    public static SafeFileHandle CreateUnnamed()
    {
        string path = Path.Combine(Path.GetTempPath(), $"skep-{Guid.NewGuid():n}");
        SafeFileHandle handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
        File.Delete(path);
        return handle;
    }

    public override Span<byte> GetSpan() => new(_start, _length);

    public override void Release()
    {
        if (OperatingSystem.IsLinux())
        {
            // Only the mapping of the pages ends: they stay in the file's cache. That it fails does no harm.
            _ = LibC.Advise(_start, (nuint)_length, LibC.NotNeeded);
        }
    }

    public override System.Buffers.MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }
}
