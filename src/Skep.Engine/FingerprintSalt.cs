using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Skep.Core;

namespace Skep.Engine;

/// <summary>The salt of secrets' fingerprints: one of its own for every installation.</summary>
/// <remarks>
/// With it, equal secrets can be told from each other without keeping them; without it, a fingerprint of a short
/// password
/// could be guessed by trying all. Made on first use and readable by its owner only. Who wants to compare
/// fingerprints of
/// several machines gives them the same one.
/// </remarks>
internal static class FingerprintSalt
{
    private const int Length = 32;
    private const int ShortestText = 16;

    /// <summary>The salt of a cache directory, made when there is none.</summary>
    /// <param name="given">A text of at least 16 characters to use instead; null for none.</param>
    public static byte[] Of(string cacheDirectory, string? given)
    {
        if (given is not null)
        {
            return given.Length >= ShortestText
                ? SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(given))
                : throw new SkepException(
                    ErrorKind.Invalid, "SKEP_SALT is too short to keep anybody from guessing",
                    $"give it {ShortestText} characters or more");
        }

        string path = Path.Combine(cacheDirectory, "salt");
        return TryRead(path) ?? Make(path);
    }

    private static byte[]? TryRead(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using SafeFileHandle file = File.OpenHandle(path);
            byte[] salt = new byte[Length];
            return RandomAccess.Read(file, salt, 0) == Length ? salt : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Of several processes that come here at once the first to give the file its name has made it.
    private static byte[] Make(string path)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(Length);
        string temporary = $"{path}.{Guid.NewGuid():n}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new FileStream(temporary, options))
            {
                file.Write(salt);
            }

            File.Move(temporary, path, overwrite: false);
            return salt;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);

            // A folder that cannot be written gives fingerprints that hold for this run only.
            return TryRead(path) ?? salt;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is small, and it is in a cache.
        }
    }
}
