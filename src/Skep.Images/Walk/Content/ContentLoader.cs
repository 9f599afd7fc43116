using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>
/// Brings the content of a file together: in the window, in a pooled array, or in a mapped temporary file.
/// </summary>
internal sealed class ContentLoader(IStoredContent stored, ContentBudget budget)
{
    // Larger files are rare, and mapping lets an inspector read the end of a 300 MiB archive without the rest.
    private const int MaxPooled = 8 * 1024 * 1024;

    private const int CopySize = 256 * 1024;

    public async ValueTask LoadAsync(TarEntry entry, FileContent into, CancellationToken cancellationToken)
    {
        if (entry.Sparse is null && await stored.SliceAsync(cancellationToken) is { } slice)
        {
            into.Hold(slice);
            return;
        }

        int size = checked((int)entry.Size);
        long share = await budget.TakeAsync(size, cancellationToken);
        try
        {
            if (size <= MaxPooled)
            {
                into.Hold(await ReadAsync(entry, size, cancellationToken), size, budget, share);
            }
            else
            {
                into.Hold(await SpoolAsync(entry, size, cancellationToken), budget, share);
            }
        }
        catch
        {
            budget.Return(share);
            throw;
        }
    }

    private async ValueTask<byte[]> ReadAsync(TarEntry entry, int size, CancellationToken cancellationToken)
    {
        byte[] content = ArrayPool<byte>.Shared.Rent(size);
        if (entry.Sparse is not { } fragments)
        {
            await stored.ReadAsync(content.AsMemory(0, size), cancellationToken);
            return content;
        }

        content.AsSpan(0, size).Clear();
        foreach (SparseFragment fragment in fragments)
        {
            await stored.ReadAsync(content.AsMemory((int)fragment.Offset, (int)fragment.Length), cancellationToken);
        }

        return content;
    }

    private static void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(file, bytes, offset);
        }
        catch (IOException e)
        {
            throw new SkepException(
                ErrorKind.Unavailable,
                $"cannot write a temporary file in {Path.GetTempPath()}: {e.Message}",
                "set TMPDIR to a folder with more room",
                e);
        }
    }

    private async ValueTask<MappedFile> SpoolAsync(TarEntry entry, int size, CancellationToken cancellationToken)
    {
        SafeFileHandle file = MappedFile.CreateUnnamed();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(CopySize);
        try
        {
            RandomAccess.SetLength(file, size);
            foreach (SparseFragment fragment in entry.Sparse ?? [new SparseFragment(0, size)])
            {
                for (long done = 0; done < fragment.Length;)
                {
                    int count = (int)Math.Min(buffer.Length, fragment.Length - done);
                    await stored.ReadAsync(buffer.AsMemory(0, count), cancellationToken);
                    Write(file, buffer.AsSpan(0, count), fragment.Offset + done);
                    done += count;
                }
            }

            return new MappedFile(file, size);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
