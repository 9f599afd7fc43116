using System.Text;
using Skep.Core;

namespace Skep.Cli;

/// <summary>Reads files that people name, never more than a limit.</summary>
internal static class SmallFile
{
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>More than the bill of materials of any system.</summary>
    private const int MaxLargeBytes = 512 * 1024 * 1024;

    public static byte[] Read(string path) => Read(path, MaxBytes);

    public static byte[] ReadLarge(string path) => Read(path, MaxLargeBytes);

    public static string ReadText(string path) => Encoding.UTF8.GetString(Read(path));

    private static byte[] Read(string path, int most)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            byte[] buffer = new byte[Math.Min(stream.Length, most) + 1];
            int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length <= most
                ? buffer[..length]
                : throw new SkepException(ErrorKind.Invalid, $"{path} is larger than {new ByteSize(most)}");
        }
        catch (SystemException e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    public static SkepException Unreadable(string path, SystemException e) =>
        new(ErrorKind.NotFound, $"cannot read {path}: {Reason(e)}", null, e);

    /// <summary>Why a file cannot be opened, without naming it a second time.</summary>
    public static string Reason(SystemException e) => e switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "there is no such folder",
        UnauthorizedAccessException => "it is a folder, or permission is missing",
        _ => e.Message,
    };
}
