using System.Reflection;
using System.Runtime.InteropServices;

namespace Skep.Images.Compression;

/// <summary>Intel's ISA-L, the fastest inflate there is, where the machine has it.</summary>
/// <remarks>
/// Linked into the binary when the build machine has <c>libisal.a</c> (Skep.Images.targets), otherwise the system's
/// <c>libisal.so.2</c>. Only the fields below are used; <see cref="IsAvailable"/> proves once in a process that they
/// lie where versions 2.30 and 2.31 have them.
/// Library: <see href="https://github.com/intel/isa-l/blob/v2.30.0/include/igzip_lib.h"/>.
/// </remarks>
internal static unsafe partial class Isal
{
    /// <summary>More than sizeof(struct inflate_state), which is 87,368.</summary>
    public const int StateSize = 96 * 1024;

    /// <summary>ISAL_GZIP_NO_HDR: raw deflate, with the CRC-32 of the output kept.</summary>
    public const uint KeepCrc = 2;

    /// <summary>ISAL_BLOCK_FINISH.</summary>
    public const int Finished = 5;

    private const string Library = "isal";

    private static readonly Lazy<bool> Works = new(Prove);

    public static bool IsAvailable => Works.Value;

    [LibraryImport(Library, EntryPoint = "isal_inflate_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void Initialise(State* state);

    [LibraryImport(Library, EntryPoint = "isal_inflate_reset")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void Reset(State* state);

    [LibraryImport(Library, EntryPoint = "isal_inflate")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Inflate(State* state);

    private static bool Prove()
    {
        NativeLibrary.SetDllImportResolver(typeof(Isal).Assembly, Resolve);
        try
        {
            return InflateSelfCheck.Passes(() => new IsalInflater(keepCrc: true));
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return false;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == Library && NativeLibrary.TryLoad("libisal.so.2", assembly, searchPath, out nint handle) ? handle : 0;

    /// <summary>The fields of struct inflate_state that are used.</summary>
    [StructLayout(LayoutKind.Explicit, Size = StateSize)]
    public struct State
    {
        [FieldOffset(0)]
        public byte* NextOut;

        [FieldOffset(8)]
        public uint AvailableOut;

        [FieldOffset(16)]
        public byte* NextIn;

        [FieldOffset(24)]
        public ulong Bits;

        [FieldOffset(32)]
        public uint AvailableIn;

        [FieldOffset(36)]
        public int BitCount;

        [FieldOffset(21160)]
        public int BlockState;

        [FieldOffset(21172)]
        public uint CrcFlag;

        [FieldOffset(21176)]
        public uint Crc;
    }
}
