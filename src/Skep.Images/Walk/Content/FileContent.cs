using System.Buffers;

namespace Skep.Images.Walk;

/// <summary>A file's whole content while inspectors look at it.</summary>
/// <remarks>
/// Dispose it before the window moves on: the content may be a slice of it, a pooled array or a mapped file.
/// </remarks>
internal sealed class FileContent : IDisposable
{
    private byte[]? _pooled;
    private MappedFile? _mapped;
    private ContentBudget? _budget;
    private long _share;

    public ReadOnlyMemory<byte> Memory { get; private set; }

    public void Hold(ReadOnlyMemory<byte> slice) => Memory = slice;

    public void Hold(byte[] pooled, int length, ContentBudget budget, long share)
    {
        (_pooled, _budget, _share) = (pooled, budget, share);
        Memory = pooled.AsMemory(0, length);
    }

    public void Hold(MappedFile mapped, ContentBudget budget, long share)
    {
        (_mapped, _budget, _share) = (mapped, budget, share);
        Memory = mapped.Memory;
    }

    /// <summary>Lets go of what was touched of a mapped file.</summary>
    public void Release() => _mapped?.Release();

    /// <summary>Lets go of the content; the object itself is used again for the next file.</summary>
    public void Dispose()
    {
        Memory = default;
        if (_pooled is { } pooled)
        {
            ArrayPool<byte>.Shared.Return(pooled);
        }

        ((IDisposable?)_mapped)?.Dispose();
        _budget?.Return(_share);
        (_pooled, _mapped, _budget, _share) = (null, null, null, 0);
    }
}
