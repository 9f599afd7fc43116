using Skep.Core;
using Skep.Packages.Binaries.Elf;
using Skep.Packages.Formats;
using Skep.Packages.Go;

namespace Skep.Packages.Binaries;

/// <summary>A file under classification: its path, and where in it constants stand.</summary>
internal readonly ref struct BinaryFile
{
    // Twice the data of the largest programs. What is searched without end would be searched without cancellation.
    private const int MaxSearched = 256 * 1024 * 1024;

    // A version file states its version in the first lines; RELEASE-NOTES and the like go on for long.
    private const int MaxText = 256 * 1024;

    private readonly ReadOnlyMemory<byte> _whole;
    private readonly ElfFile _elf;
    private readonly bool _isElf;

    private BinaryFile(FileView file, ElfFile elf, bool isElf)
    {
        Path = file.Path;
        _whole = file.Content;
        _elf = elf;
        _isElf = isElf;
    }

    public LayerPath Path { get; }

    /// <summary>The file from its beginning, as far as it is searched.</summary>
    public ReadOnlySpan<byte> Content => _whole.Span[..Math.Min(_whole.Length, _isElf ? MaxSearched : MaxText)];

    public static bool TryReadElf(FileView view, out BinaryFile file)
    {
        bool isElf = ElfFile.TryRead(view.Content.Span, out ElfFile elf);
        file = isElf ? new BinaryFile(view, elf, isElf: true) : default;
        return isElf;
    }

    public static BinaryFile Other(FileView file) => new(file, default, isElf: false);

    /// <summary>The content of an entry, when the file is a zip archive; empty when it has none of that name.</summary>
    public ReadOnlySpan<byte> Entry(ReadOnlySpan<byte> name)
    {
        if (ZipDirectory.TryOpen(_whole, out _) is not { } archive)
        {
            return default;
        }

        while (archive.TryReadNext(out ZipEntry entry))
        {
            if (entry.Name.Span.SequenceEqual(name))
            {
                return Read(archive, entry);
            }
        }

        return default;
    }

    /// <summary>What the Go linker recorded; null for a program in another language.</summary>
    public GoBuildInfo? GoBuild() => _isElf ? GoBuildInfoReader.Read(_elf, out _) : null;

    /// <summary>The content of a section, such as <c>.comment</c>; empty when there is none.</summary>
    public ReadOnlySpan<byte> Section(ReadOnlySpan<byte> name) => _isElf ? _elf.Find(name) : default;

    /// <summary>The version that the first matching pattern finds.</summary>
    public string? First(IReadOnlyList<VersionPattern> patterns)
    {
        foreach (VersionPattern pattern in patterns)
        {
            if (First(pattern) is { } version)
            {
                return version;
            }
        }

        return null;
    }

    /// <summary>The version that the pattern finds in the program's data, or anywhere when it has no section
    /// table.</summary>
    /// <remarks>The code only holds chance matches, and is often the larger part.</remarks>
    public string? First(VersionPattern pattern)
    {
        if (!_isElf || _elf.SectionCount == 0)
        {
            return pattern.Find(Content);
        }

        // Real sections do not overlap. Those of a hostile file must not make us read it many times.
        long budget = Content.Length;
        for (int i = 0; i < _elf.SectionCount && budget > 0; i++)
        {
            ElfSection section = _elf.Section(i);
            if (!section.HoldsConstants)
            {
                continue;
            }

            ReadOnlySpan<byte> data = _elf.Content(section);
            data = data[..(int)Math.Min(data.Length, budget)];
            budget -= data.Length;
            if (pattern.Find(data) is { } version)
            {
                return version;
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> Read(ZipDirectory archive, ZipEntry entry)
    {
        if (entry.IsEncrypted || entry.Size is < 0 or > MaxText || archive.Raw(entry) is not { } raw)
        {
            return default;
        }

        return entry.Method switch
        {
            ZipDirectory.Stored => raw.Span,
            ZipDirectory.Deflated => Inflater.TryInflate(raw, (int)entry.Size) is { } text ? text.Span : default,
            _ => default,
        };
    }
}
