using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>What an entry of a layer is.</summary>
internal enum EntryKind
{
    File,
    Directory,
    SymbolicLink,
    HardLink,

    /// <summary>A device node, a fifo or a socket.</summary>
    Special,

    /// <summary>Nothing that would be unpacked: a volume label, a global header.</summary>
    Ignored,
}

/// <summary>One entry of a tar.</summary>
internal readonly record struct TarEntry(EntryKind Kind, LayerPath Path)
{
    public string LinkTarget { get; init; } = string.Empty;

    /// <summary>Bytes of the file as it is unpacked.</summary>
    public long Size { get; init; }

    public int Mode { get; init; }

    public long OwnerId { get; init; }

    public long GroupId { get; init; }

    /// <summary>The extended attribute <c>security.capability</c> in hexadecimal.</summary>
    public string? Capabilities { get; init; }

    /// <summary>Where the stored bytes belong; null when the file is not sparse.</summary>
    public IReadOnlyList<SparseFragment>? Sparse { get; init; }
}

/// <summary>A run of stored bytes of a sparse file; the gaps between runs are zeros.</summary>
internal readonly record struct SparseFragment(long Offset, long Length);
