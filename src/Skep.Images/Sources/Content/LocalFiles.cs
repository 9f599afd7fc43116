using Skep.Core;

namespace Skep.Images.Sources.Content;

/// <summary>Reads an engine's own files, which are there, absent, or not for us.</summary>
internal static class LocalFiles
{
    /// <summary>The whole file, up to the limit; null when it is not there.</summary>
    /// <exception cref="SkepException">Denied when it may not be read.</exception>
    public static async ValueTask<byte[]?> TryReadAsync(
        string path,
        ByteSize limit,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return await Documents.ReadAsync(stream, path, limit, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new SkepException(
                ErrorKind.Denied,
                $"cannot read {path}: {e.Message}",
                "run as root, or as the user that owns the store",
                e);
        }
    }
}
