namespace Skep.Core;

/// <summary>
/// Which files an inspector wants, as data, so that the patterns of all inspectors compile into one look-up.
/// </summary>
/// <remarks>
/// A pattern is a <see cref="PathGlob"/>: <c>lib/apk/db/installed</c>, <c>**/*.jar</c>, <c>**/*.dist-info/METADATA</c>,
/// <c>var/lib/dpkg/info/*.list</c>. One whose name or extension is fixed costs nearly nothing; a magic pattern selects
/// by the file's first bytes instead.
/// </remarks>
public sealed class FilePatterns
{
    /// <summary>What a file may hold at most unless an inspector says otherwise.</summary>
    public static readonly ByteSize DefaultMaxSize = ByteSize.Mebibytes(64);

    private FilePatterns(IReadOnlyList<string> globs, IReadOnlyList<FileMagic> magics, ByteSize maxSize)
    {
        Globs = globs;
        Magics = magics;
        MaxSize = maxSize;
    }

    public IReadOnlyList<string> Globs { get; }

    public IReadOnlyList<FileMagic> Magics { get; }

    /// <summary>
    /// A larger file is not read; the walk reports it as a <see cref="Problem"/>. At most 2 GiB less one byte.
    /// </summary>
    public ByteSize MaxSize { get; }

    public static FilePatterns Paths(params string[] globs) => new(globs, [], DefaultMaxSize);

    /// <summary>Every file that begins with <paramref name="magic"/>, or only those with an execute bit.</summary>
    public static FilePatterns StartingWith(byte[] magic, bool executableOnly = false) =>
        new([], [new FileMagic(magic, executableOnly)], DefaultMaxSize);

    public FilePatterns Or(FilePatterns other) =>
        new(
            [.. Globs, .. other.Globs],
            [.. Magics, .. other.Magics],
            MaxSize > other.MaxSize ? MaxSize : other.MaxSize);

    public FilePatterns UpTo(ByteSize maxSize) => new(Globs, Magics, maxSize);
}

/// <summary>The first bytes by which a kind of file is known. At most 64 bytes.</summary>
public sealed record FileMagic(byte[] Bytes, bool ExecutableOnly);
