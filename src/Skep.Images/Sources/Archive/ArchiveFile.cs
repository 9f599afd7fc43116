using Microsoft.Win32.SafeHandles;
using Skep.Core;
using Skep.Images.Compression;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Archive;

/// <summary>An image archive on disk, uncompressed and indexed.</summary>
/// <remarks>
/// A plain tar is read where it lies. A compressed one, a pipe, or standard input is unpacked into a nameless temporary
/// file first: its manifest may come last, and layers are read several at once.
/// </remarks>
internal sealed class ArchiveFile : IDisposable
{
    private const int MagicLength = 6;
    private const int UstarOffset = 257;

    private readonly SafeFileHandle _file;
    private readonly TarIndex _index;

    private ArchiveFile(SafeFileHandle file, TarIndex index, string title)
    {
        _file = file;
        _index = index;
        Title = title;
    }

    public string Title { get; }

    public static async ValueTask<ArchiveFile> OpenAsync(
        string path,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        if (path == ArchiveSource.StandardInput)
        {
            await using var input = new InterruptibleStream(Console.OpenStandardInput());
            return await SpoolAsync(input, "standard input", options, cancellationToken);
        }

        try
        {
            // A named pipe opens when somebody writes to it, which may be never.
            Task<FileStream> open = Task.Run(
                () => new FileStream(
                    path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0),
                CancellationToken.None);
            FileStream stream = await open.WaitAsync(cancellationToken);
            return await OpenAsync(stream, Path.GetFileName(path), options, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SkepException(ErrorKind.NotFound, $"no such file: {path}", inner: e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new SkepException(ErrorKind.Denied, $"cannot read {path}: {e.Message}", inner: e);
        }
    }

    /// <summary>
    /// Whether an existing file begins as an image archive may; a program that is named like an image does not.
    /// </summary>
    public static bool IsArchive(string path)
    {
        byte[] start = new byte[UstarOffset + 5];
        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            int length = RandomAccess.Read(file, start, 0);
            return LayerDecoder.IsCompressed(start.AsSpan(0, length))
                || start.AsSpan(UstarOffset).SequenceEqual("ustar"u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Not readable or a pipe: opening it tells what is wrong, if anything is.
            return true;
        }
    }

    /// <summary>Indexes what another source fetched into <paramref name="file"/>, and takes the handle over.</summary>
    public static ArchiveFile Index(SafeFileHandle file, string title, CancellationToken cancellationToken)
    {
        try
        {
            return new ArchiveFile(file, TarIndex.Read(file, title, cancellationToken), title);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Unpacks a stream into a nameless temporary file and indexes that.</summary>
    public static async ValueTask<ArchiveFile> SpoolAsync(
        Stream stream,
        string title,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var blob = new BlobReader(stream, null);
            await blob.PeekAsync(MagicLength, cancellationToken);
            if (IsForeignCompression(blob.Buffered))
            {
                throw new SkepException(
                    ErrorKind.Invalid,
                    $"{title} is compressed with bzip2 or xz",
                    "unpack it first; plain, gzip and zstd are read as they are");
            }

            await using Stream plain = await LayerDecoder.OpenAsync(blob, isVerified: false, cancellationToken);
            SafeFileHandle file = await TemporaryFile.FillAsync(plain, title, options, cancellationToken);
            return Index(file, title, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new SkepException(ErrorKind.Invalid, $"{title} is damaged: {e.Message}", "make the archive again", e);
        }
    }

    public bool Holds(LayerPath path) => _index.Find(path) is not null;

    public long? SizeOf(LayerPath path) => _index.Find(path)?.Length;

    public FileRangeStream? TryOpen(LayerPath path) =>
        _index.Find(path) is { } member ? new FileRangeStream(_file, member.Offset, member.Length) : null;

    public async ValueTask<byte[]?> TryReadAsync(LayerPath path, ByteSize limit, CancellationToken cancellationToken)
    {
        await using FileRangeStream? stream = TryOpen(path);
        return stream is null
            ? null
            : await Documents.ReadAsync(stream, $"{path} in {Title}", limit, cancellationToken);
    }

    /// <summary>A few of its names, for a message that says what is in an archive that is no image.</summary>
    public string Describe()
    {
        string[] names = [.. _index.Names.Take(5).Select(name => name.ToString())];
        return names.Length == 0 ? "it is empty" : $"it begins with {string.Join(", ", names)}";
    }

    public void Dispose() => _file.Dispose();

    // A plain tar in a file stays where it is; everything else is unpacked.
    private static async ValueTask<ArchiveFile> OpenAsync(
        FileStream stream,
        string title,
        ImageSourceOptions options,
        CancellationToken cancellationToken)
    {
        if (stream.CanSeek)
        {
            byte[] start = new byte[MagicLength];
            int length = RandomAccess.Read(stream.SafeFileHandle, start, 0);
            if (!LayerDecoder.IsCompressed(start.AsSpan(0, length)) && !IsForeignCompression(start))
            {
                return Index(stream.SafeFileHandle, title, cancellationToken);
            }
        }

        await using Stream source = stream.CanSeek ? stream : new InterruptibleStream(stream);
        return await SpoolAsync(source, title, options, cancellationToken);
    }

    private static bool IsForeignCompression(ReadOnlySpan<byte> start) =>
        start.StartsWith("BZh"u8) || start.StartsWith(XzMagic);

    private static ReadOnlySpan<byte> XzMagic => [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0];
}
