namespace Skep.Core;

/// <summary>A file or directory whose permissions give somebody more than they had.</summary>
/// <remarks>Recorded are setuid, setgid and file capabilities of files, and what everybody may write to.</remarks>
/// <param name="Path">Where it is.</param>
/// <param name="Mode">The permission bits with setuid, setgid and sticky (12 bits).</param>
/// <param name="IsDirectory">Directories are listed only when everybody may write and delete in them.</param>
public sealed record SpecialFile(LayerPath Path, int Mode, bool IsDirectory)
{
    private const int SetUserBit = 0b100_000_000_000;
    private const int SetGroupBit = 0b010_000_000_000;
    private const int StickyBit = 0b001_000_000_000;
    private const int OthersWrite = 0b000_000_000_010;

    public long OwnerId { get; init; }

    public long GroupId { get; init; }

    /// <summary>The extended attribute <c>security.capability</c> in hexadecimal; null when it has none.</summary>
    public string? Capabilities { get; init; }

    public bool IsSetUser => !IsDirectory && (Mode & SetUserBit) != 0;

    public bool IsSetGroup => !IsDirectory && (Mode & SetGroupBit) != 0;

    public bool IsWorldWritable => (Mode & OthersWrite) != 0 && !(IsDirectory && (Mode & StickyBit) != 0);

    public bool IsSpecial => IsSetUser || IsSetGroup || IsWorldWritable || Capabilities is not null;
}
