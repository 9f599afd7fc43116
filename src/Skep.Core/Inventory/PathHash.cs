using System.Runtime.InteropServices;

namespace Skep.Core;

/// <summary>A 64-bit FNV-1a hash of a layer path, over its UTF-16 code units with a final mix.</summary>
/// <remarks>
/// A layer inventory keeps 8 bytes a path instead of the text. Among a million paths the chance that any two collide is
/// about 3 in 100 million; a collision may hide or show one finding, never cross an image.
/// </remarks>
public static class PathHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(LayerPath path) => Of(path.ToString());

    public static ulong Of(ReadOnlySpan<char> path)
    {
        unchecked
        {
            ulong hash = Offset;
            foreach (ushort unit in MemoryMarshal.Cast<char, ushort>(path))
            {
                hash = (hash ^ unit) * Prime;
            }

            // FNV's low bits are weak for short names; the finaliser of MurmurHash3 spreads them.
            hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
            hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
            return hash ^ (hash >> 33);
        }
    }
}
