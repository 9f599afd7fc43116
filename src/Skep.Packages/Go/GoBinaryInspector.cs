using Skep.Core;
using Skep.Packages.Binaries.Elf;

namespace Skep.Packages.Go;

/// <summary>Lists the modules and the standard library that a Go program was built from.</summary>
/// <remarks>
/// A program packed with UPX hides its build information, and is said to be unread instead of being passed over.
/// </remarks>
internal sealed class GoBinaryInspector : IInspector
{
    public const string StandardLibrary = "stdlib";

    // UPX writes its mark right behind the two program headers that it keeps.
    private const int PackerHeader = 512;

    // Any ELF program may be one of Go, and the largest programs are only mapped, not read.
    private static readonly ByteSize MaxSize = new(int.MaxValue);

    public InspectorId Id => new("go/binary");

    public int Version => 1;

    public FilePatterns Wants { get; } =
        FilePatterns.StartingWith(ElfFile.Magic.ToArray(), executableOnly: true).UpTo(MaxSize);

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> content = file.Content.Span;
        if (!ElfFile.TryRead(content, out ElfFile elf))
        {
            return ValueTask.CompletedTask;
        }

        if (elf.SectionCount == 0 && content[..Math.Min(content.Length, PackerHeader)].IndexOf("UPX!"u8) >= 0)
        {
            sink.Add(new Problem(file.Path, "packed with UPX: what it was built from was not read"));
            return ValueTask.CompletedTask;
        }

        GoBuildInfo? info = GoBuildInfoReader.Read(elf, out string? damage);
        if (damage is not null)
        {
            sink.Add(new Problem(file.Path, damage));
        }

        if (info is not null)
        {
            Report(info, file.Path, sink);
        }

        return ValueTask.CompletedTask;
    }

    private static void Report(GoBuildInfo info, LayerPath path, IFindingSink sink)
    {
        sink.Add(Found(StandardLibrary, info.Release));
        GoModules modules = GoModules.Parse(info.Modules);
        if (modules.Main is { } main)
        {
            sink.Add(Main(main, modules));
        }

        foreach (GoModule module in modules.Dependencies)
        {
            Package package = Found(module.Path, module.Version);
            sink.Add(module.ReplacedPath is null ? package : package with { Note = Replacement(module) });
        }

        if (modules.IsCutShort)
        {
            sink.Add(new Problem(path, "Go build information lists too many modules; the rest was not read"));
        }
    }

    // A build outside of "go install" knows no version of its own, but most release builds tell the linker.
    private static Package Main(GoModule main, GoModules modules)
    {
        string note = modules.Revision is { } revision ? $"main module, commit {revision}" : "main module";
        return main.Version == GoModules.Development && modules.LinkedVersion is { } version
            ? Found(main.Path, "v" + version) with { Note = note + ", version from the linker flags" }
            : Found(main.Path, main.Version) with { Note = note };
    }

    private static string Replacement(GoModule module) =>
        module.Version == GoModules.Development
            ? $"replaced by the directory {module.ReplacedPath}"
            : $"replaces {module.ReplacedPath}";

    private static Package Found(string name, string version) =>
        new(GoEcosystem.Name, name, version) { Evidence = PackageEvidence.Binary };
}
