using System.Runtime.InteropServices;

namespace Skep.Compare;

/// <summary>The calls of the C library that start a process and tell what it cost.</summary>
internal static partial class LibC
{
    // glibc's posix_spawn_file_actions_t has 80 bytes, musl's fewer.
    public const int FileActionsSize = 256;

    public const int WriteOnly = 1;

    [LibraryImport("libc", EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Spawn(
        out int pid, string file, byte[] actions, nint attributes, nint[] arguments, nint[] environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitializeActions(byte[] actions);

    [LibraryImport(
        "libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddOpen(byte[] actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    public static partial int Wait(int pid, out int status, int options, ref Usage usage);

    /// <summary><c>struct rusage</c> of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    public struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
