using System.Runtime.InteropServices;

namespace Skep.Images.Walk;

/// <summary>The system calls by which a directory tree is read without ever following a link, and others.</summary>
/// <remarks>
/// .NET opens by path and follows links on the way; a hostile tree may swap a directory for a link in between.
/// </remarks>
internal static unsafe partial class LibC
{
    public const int AtWorkingDirectory = -100;
    public const int AtSymlinkNoFollow = 0x100;
    public const int AtEmptyPath = 0x1000;
    public const uint StatxBasic = 0x7ff;

    public const int ReadOnly = 0;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;

    public const int NotNeeded = 4;

    private const string Library = "libc";

    // The two values that differ between the architectures .NET runs on.
    public static int DirectoryOnly => IsX64 ? 0x10000 : 0x4000;

    public static int NoFollow => IsX64 ? 0x20000 : 0x8000;

    private static bool IsX64 => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    [LibraryImport(Library, EntryPoint = "openat", SetLastError = true)]
    public static partial int OpenAt(int directory, byte* path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "madvise", SetLastError = true)]
    public static partial int Advise(byte* start, nuint length, int advice);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "fdopendir", SetLastError = true)]
    public static partial nint OpenDirectoryStream(int descriptor);

    [LibraryImport(Library, EntryPoint = "readdir", SetLastError = true)]
    public static partial DirectoryEntry* ReadDirectory(nint stream);

    [LibraryImport(Library, EntryPoint = "closedir", SetLastError = true)]
    public static partial int CloseDirectoryStream(nint stream);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true)]
    public static partial int StatX(int directory, byte* path, int flags, uint mask, out FileStatus status);

    [LibraryImport(Library, EntryPoint = "readlinkat", SetLastError = true)]
    public static partial nint ReadLinkAt(int directory, byte* path, byte* buffer, nint size);

    [LibraryImport(Library, EntryPoint = "fgetxattr", SetLastError = true)]
    public static partial nint GetExtendedAttribute(int descriptor, byte* name, byte* value, nint size);

    /// <summary>struct dirent of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Explicit)]
    public struct DirectoryEntry
    {
        [FieldOffset(19)]
        public byte NameStart;
    }

    /// <summary>struct statx, which is the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct FileStatus
    {
        private const int KindMask = 0xf000;

        [FieldOffset(20)]
        public uint OwnerId;

        [FieldOffset(24)]
        public uint GroupId;

        [FieldOffset(28)]
        public ushort ModeBits;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(128)]
        public uint DeviceMajor;

        [FieldOffset(132)]
        public uint DeviceMinor;

        public readonly int Permissions => ModeBits & 0xfff;

        public readonly bool IsDirectory => (ModeBits & KindMask) == 0x4000;

        public readonly bool IsRegular => (ModeBits & KindMask) == 0x8000;

        public readonly bool IsSymbolicLink => (ModeBits & KindMask) == 0xa000;

        /// <summary>What overlayfs makes of a deleted path: a character device 0/0.</summary>
        public readonly bool IsWhiteout => (ModeBits & KindMask) == 0x2000 && DeviceMajor == 0 && DeviceMinor == 0;
    }
}
