using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Skep.Images.Sources.Containerd;

/// <summary>Opens a file for reading without asking for a lock on it.</summary>
/// <remarks>
/// .NET takes a shared <c>flock</c> on whatever it opens. The owner of a bolt database holds the exclusive one for as
/// long as it runs, so the framework's own call would always fail.
/// </remarks>
internal static class UnlockedFile
{
    private const int NoSuchFile = 2;
    private const int AccessDenied = 13;
    private const int NotDirectory = 20;

    // O_RDONLY | O_CLOEXEC, the same on every architecture that .NET runs on with Linux.
    private const int ReadOnly = 0x80000;

    public static SafeFileHandle OpenRead(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }

        int descriptor = Open(Encoding.UTF8.GetBytes(path + '\0'), ReadOnly);
        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        int error = Marshal.GetLastPInvokeError();
        throw error switch
        {
            NoSuchFile or NotDirectory => new FileNotFoundException($"no such file: {path}", path),
            AccessDenied => new UnauthorizedAccessException($"access to {path} is denied"),
            _ => new IOException($"cannot open {path}", new Win32Exception(error)),
        };
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);
}
