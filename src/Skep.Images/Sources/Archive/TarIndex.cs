using Microsoft.Win32.SafeHandles;
using Skep.Core;

namespace Skep.Images.Sources.Archive;

/// <summary>Where the files of an uncompressed tar lie, found by reading its headers only.</summary>
/// <remarks>
/// For the outer tar of an image archive, which holds a handful of large files. Of entries with the same name the last
/// counts, as when the tar is unpacked. Links are followed inside the archive only. Formats:
/// <see href="https://www.gnu.org/software/tar/manual/html_node/Standard.html"/> (ustar, GNU), PAX.
/// </remarks>
internal sealed class TarIndex
{
    // 127 layers of three files each in the oldest layout, some hundred images in one file.
    private const int MaxEntries = 200_000;

    private const int MaxLinks = 16;

    private readonly Dictionary<LayerPath, TarMember> _members = [];

    private TarIndex()
    {
    }

    public IEnumerable<LayerPath> Names => _members.Keys;

    public static TarIndex Read(SafeFileHandle file, string title, CancellationToken cancellationToken)
    {
        var index = new TarIndex();
        var reader = new TarHeaderReader(file, title);
        int entries = 0;
        while (reader.Next() is { } member)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++entries > MaxEntries)
            {
                throw new SkepException(
                    ErrorKind.Invalid, $"{title} has more than {MaxEntries} entries: it is no image archive");
            }

            index._members[member.Path] = member;
        }

        return index;
    }

    /// <summary>The regular file of that name, links followed; null when there is none.</summary>
    public TarMember? Find(LayerPath path)
    {
        for (int hops = 0; hops <= MaxLinks; hops++)
        {
            if (!_members.TryGetValue(path, out TarMember? member))
            {
                return null;
            }

            if (member.LinkTarget is not { } target)
            {
                return member.IsFile ? member : null;
            }

            path = target;
        }

        return null;
    }
}

/// <summary>One entry of an outer tar.</summary>
/// <param name="LinkTarget">Where a symbolic or hard link leads inside the archive; null for anything else.</param>
internal sealed record TarMember(LayerPath Path, bool IsFile, long Offset, long Length, LayerPath? LinkTarget);
