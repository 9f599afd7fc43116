using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Skep.Images.Walk;

/// <summary>
/// An open directory of a tree. What is below it is reached by name from here, never by path and never through a
/// link.
/// </summary>
internal sealed unsafe class OpenDirectory : IDisposable
{
    private const int MaxLinkTarget = 4096;

    private readonly int _descriptor;

    private OpenDirectory(int descriptor) => _descriptor = descriptor;

    /// <summary>Opens the top of a tree, which the user named: here links are followed.</summary>
    public static OpenDirectory OpenRoot(string path) =>
        new(Open(LibC.AtWorkingDirectory, Terminated(Encoding.UTF8.GetBytes(path)), LibC.DirectoryOnly));

    public OpenDirectory OpenBelow(byte[] name) => new(Open(_descriptor, name, LibC.DirectoryOnly | LibC.NoFollow));

    /// <summary>
    /// Opens a regular file to read. A fifo that took its place meanwhile neither blocks nor is read.
    /// </summary>
    public SafeFileHandle OpenFile(byte[] name, out long size)
    {
        var handle = new SafeFileHandle(Open(_descriptor, name, LibC.NoFollow | LibC.NonBlocking), ownsHandle: true);
        try
        {
            LibC.FileStatus status = Status((int)handle.DangerousGetHandle(), [0], LibC.AtEmptyPath);
            size = status.IsRegular ? checked((long)status.Size) : throw new IOException("no longer a regular file");
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The extended attribute <c>security.capability</c> in hexadecimal; null when there is none.</summary>
    public static string? CapabilitiesOf(SafeFileHandle file)
    {
        const int longest = 64;
        byte* value = stackalloc byte[longest];
        fixed (byte* name = "security.capability\0"u8)
        {
            nint length = LibC.GetExtendedAttribute((int)file.DangerousGetHandle(), name, value, longest);
            return length > 0 ? Convert.ToHexStringLower(new ReadOnlySpan<byte>(value, (int)length)) : null;
        }
    }

    public LibC.FileStatus StatusOf(byte[] name) => Status(_descriptor, name, LibC.AtSymlinkNoFollow);

    /// <summary>
    /// The names in the directory as the file system has them, each ending in a zero byte, in a fixed order.
    /// </summary>
    public List<byte[]> ReadNames(long most)
    {
        // The stream closes its descriptor, so it gets one of its own.
        int own = Open(_descriptor, "."u8, LibC.DirectoryOnly);
        nint stream = LibC.OpenDirectoryStream(own);
        if (stream == 0)
        {
            IOException error = LastError();
            _ = LibC.Close(own);
            throw error;
        }

        var names = new List<byte[]>();
        try
        {
            while (names.Count <= most && LibC.ReadDirectory(stream) is var entry and not null)
            {
                ReadOnlySpan<byte> name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(&entry->NameStart);
                if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                {
                    names.Add(Terminated(name));
                }
            }
        }
        finally
        {
            _ = LibC.CloseDirectoryStream(stream);
        }

        names.Sort(static (left, right) => left.AsSpan().SequenceCompareTo(right));
        return names;
    }

    public string ReadLink(byte[] name)
    {
        Span<byte> target = stackalloc byte[MaxLinkTarget];
        fixed (byte* namePointer = name)
        fixed (byte* targetPointer = target)
        {
            nint length = LibC.ReadLinkAt(_descriptor, namePointer, targetPointer, target.Length);
            return length >= 0 ? Encoding.UTF8.GetString(target[..(int)length]) : throw LastError();
        }
    }

    /// <summary>
    /// Whether an extended attribute of this directory is there and, if <paramref name="value"/> is given, has that
    /// value.
    /// </summary>
    /// <param name="name">Ending in a zero byte.</param>
    public bool HasAttribute(ReadOnlySpan<byte> name, byte? value)
    {
        byte* first = stackalloc byte[1];
        fixed (byte* namePointer = name)
        {
            if (value is null)
            {
                return LibC.GetExtendedAttribute(_descriptor, namePointer, null, 0) > 0;
            }

            return LibC.GetExtendedAttribute(_descriptor, namePointer, first, 1) == 1 && *first == value;
        }
    }

    public void Dispose() => _ = LibC.Close(_descriptor);

    private static int Open(int directory, ReadOnlySpan<byte> name, int flags)
    {
        fixed (byte* pointer = name)
        {
            int descriptor = LibC.OpenAt(directory, pointer, LibC.ReadOnly | LibC.CloseOnExec | flags, 0);
            return descriptor >= 0 ? descriptor : throw LastError();
        }
    }

    private static LibC.FileStatus Status(int directory, byte[] name, int flags)
    {
        fixed (byte* pointer = name)
        {
            return LibC.StatX(directory, pointer, flags, LibC.StatxBasic, out LibC.FileStatus status) == 0
                ? status
                : throw LastError();
        }
    }

    private static IOException LastError()
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException(Marshal.GetPInvokeErrorMessage(error), error);
    }

    private static byte[] Terminated(ReadOnlySpan<byte> name)
    {
        byte[] terminated = new byte[name.Length + 1];
        name.CopyTo(terminated);
        return terminated;
    }
}
