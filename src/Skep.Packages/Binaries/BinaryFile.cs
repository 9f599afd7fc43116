using Skep.Core;
using Skep.Packages.Binaries.Elf;
using Skep.Packages.Go;

namespace Skep.Packages.Binaries;

/// <summary>A file under classification: its path, and where in it constants stand.</summary>
internal readonly ref struct BinaryFile
{
    private readonly ElfFile _elf;
    private readonly bool _isElf;

    private BinaryFile(LayerPath path, ReadOnlySpan<byte> content, ElfFile elf, bool isElf)
    {
        Path = path;
        Content = content;
        _elf = elf;
        _isElf = isElf;
    }

    public LayerPath Path { get; }

    public ReadOnlySpan<byte> Content { get; }

    public static bool TryReadElf(LayerPath path, ReadOnlySpan<byte> content, out BinaryFile file)
    {
        bool isElf = ElfFile.TryRead(content, out ElfFile elf);
        file = isElf ? new BinaryFile(path, content, elf, isElf: true) : default;
        return isElf;
    }

    public static BinaryFile Text(LayerPath path, ReadOnlySpan<byte> content) =>
        new(path, content, default, isElf: false);

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
            budget -= data.Length;
            if (pattern.Find(data) is { } version)
            {
                return version;
            }
        }

        return null;
    }
}
