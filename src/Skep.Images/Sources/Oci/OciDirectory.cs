using Skep.Core;
using Skep.Images.Sources.Content;

namespace Skep.Images.Sources.Oci;

/// <summary>The blobs of an OCI layout directory.</summary>
/// <remarks>
/// The directory may come from anywhere, so a file in it that is a symbolic link out of it is refused: otherwise a
/// layout could make Skep read, and report on, files of the machine it runs on.
/// </remarks>
internal sealed class OciDirectory(string root, string title) : IBlobStore
{
    private readonly string _root = ResolvedRoot(root);

    public string Title => title;

    public bool MayHold(Digest digest) => File.Exists(PathOf(digest));

    public ValueTask<Stream> OpenAsync(Descriptor blob, CancellationToken cancellationToken)
    {
        string path = PathOf(blob.Digest);
        return ValueTask.FromResult<Stream>(TryOpen(path)
            ?? throw new SkepException(
                ErrorKind.NotFound,
                $"{title} does not hold blob {blob.Digest}",
                "it is incomplete: fetch the image again"));
    }

    public async ValueTask<byte[]?> ReadFileAsync(string name, ByteSize limit, CancellationToken cancellationToken)
    {
        await using FileStream? stream = TryOpen(Path.Combine(_root, name));
        return stream is null
            ? null
            : await Documents.ReadAsync(stream, $"{name} of {title}", limit, cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string ResolvedRoot(string root) =>
        Directory.ResolveLinkTarget(root, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(root);

    private string PathOf(Digest digest) => Path.Combine(_root, "blobs", digest.Algorithm, digest.Hex);

    private FileStream? TryOpen(string path)
    {
        try
        {
            string file = Inside(path);

            // A pipe or a device has no length, and opening one may wait for ever.
            return new FileInfo(file).Length > 0
                ? new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0)
                : throw new SkepException(ErrorKind.Invalid, $"{path} is empty, or no regular file");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SkepException(ErrorKind.Denied, $"cannot read {path}: {e.Message}", inner: e);
        }
        catch (IOException e)
        {
            throw new SkepException(ErrorKind.Invalid, $"cannot read {path}: {e.Message}", inner: e);
        }
    }

    // Every part below the root is looked at: the directories that lead to the file, and the file. Gives where it is.
    private string Inside(string path)
    {
        string file = path;
        for (string at = path; at.Length > _root.Length; at = Path.GetDirectoryName(at)!)
        {
            if (new FileInfo(at).LinkTarget is not null
                && File.ResolveLinkTarget(at, returnFinalTarget: true)?.FullName is { } target)
            {
                file = !target.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                    ? throw new SkepException(
                        ErrorKind.Invalid, $"{at} is a link out of {title}", "copy it without links")
                    : at == path ? target : file;
            }
        }

        return file;
    }
}
