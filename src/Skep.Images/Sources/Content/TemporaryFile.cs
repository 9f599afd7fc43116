using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>Bytes that must be read out of order, put into a nameless file.</summary>
/// <remarks>The file is unlinked before the first byte is written, so a kill at any moment leaves nothing
/// behind.</remarks>
internal static class TemporaryFile
{
    private const int ChunkSize = 1 << 20;

    // What is left for everybody else when the source is a bomb or simply huge.
    private static readonly ByteSize _reserve = ByteSize.Mebibytes(256);

    public static async ValueTask<SafeFileHandle> FillAsync(
        Stream source,
        string title,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        string directory = options.TemporaryDirectory ?? Path.GetTempPath();
        SafeFileHandle file = Create(directory);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            long free = new DriveInfo(directory).AvailableFreeSpace - _reserve.Bytes;
            long limit = Math.Min(options.MaxTemporarySize.Bytes, Math.Max(0, free));
            long length = 0;
            int read;
            while ((read = await source.ReadAtLeastAsync(chunk, ChunkSize, false, cancellationToken)) > 0)
            {
                if (length + read > limit)
                {
                    throw TooLarge(title, directory, limit, options);
                }

                RandomAccess.Write(file, chunk.AsSpan(0, read), length);
                length += read;
            }

            return file;
        }
        catch (Exception e) when (e is IOException and not EndOfStreamException)
        {
            file.Dispose();
            throw new SkepException(
                ErrorKind.Unavailable, $"{title} could not be unpacked into {directory}: {e.Message}", inner: e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static SafeFileHandle Create(string directory)
    {
        string path = Path.Combine(directory, $"skep-{Guid.NewGuid():N}");
        try
        {
            SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            File.Delete(path);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SkepException(
                ErrorKind.Unavailable,
                $"cannot write to the temporary directory {directory}: {e.Message}",
                "set TMPDIR to a writable directory",
                e);
        }
    }

    private static SkepException TooLarge(string title, string directory, long limit, ImageSourceOptions options) =>
        limit == options.MaxTemporarySize.Bytes
            ? new SkepException(
                ErrorKind.Invalid,
                $"{title} holds more than {options.MaxTemporarySize}, the limit for a temporary file",
                "give it uncompressed as a file, or as an OCI layout")
            : new SkepException(
                ErrorKind.Unavailable,
                $"{title} does not fit into {directory}",
                "set TMPDIR to a directory with more room, or give the archive uncompressed as a file");
}
