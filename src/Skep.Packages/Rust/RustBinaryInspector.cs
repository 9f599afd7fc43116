using System.IO.Compression;
using System.Text.Json;
using Skep.Core;
using Skep.Packages.Binaries.Elf;

namespace Skep.Packages.Rust;

/// <summary>Lists the crates that <c>cargo auditable</c> recorded in a Rust program.</summary>
/// <remarks>
/// Section .dep-v0 holds zlib-compressed JSON. Crates that only the build ran are left out: they are not in the
/// program. Format: <see href="https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md"/>.
/// </remarks>
internal sealed class RustBinaryInspector : IInspector
{
    // A program of 1,000 crates needs about 100 KB; a bomb stops here.
    private const int MaxJson = 8 * 1024 * 1024;
    private const int MaxCrates = 20_000;

    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 16 };

    public InspectorId Id => new("rust/binary");

    public int Version => 1;

    public FilePatterns Wants { get; } =
        FilePatterns.StartingWith(ElfFile.Magic.ToArray(), executableOnly: true).UpTo(new ByteSize(int.MaxValue));

    public ValueTask InspectAsync(FileView file, IFindingSink sink, CancellationToken cancellationToken)
    {
        if (ElfFile.TryRead(file.Content.Span, out ElfFile elf))
        {
            ReadOnlySpan<byte> section = elf.Find(".dep-v0"u8);
            if (!section.IsEmpty)
            {
                Read(section, file.Path, sink);
            }
        }

        return ValueTask.CompletedTask;
    }

    private static void Read(ReadOnlySpan<byte> section, LayerPath path, IFindingSink sink)
    {
        // Compressed JSON is never larger than what it becomes, but for a few bytes.
        if (section.Length > MaxJson || Inflate(section) is not { } json)
        {
            sink.Add(new Problem(path, "the list of Rust crates is damaged or too large"));
            return;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json, JsonOptions);
            Report(document.RootElement, path, sink);
        }
        catch (JsonException)
        {
            sink.Add(new Problem(path, "the list of Rust crates is not valid JSON"));
        }
    }

    private static void Report(JsonElement root, LayerPath path, IFindingSink sink)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("packages", out JsonElement crates) || crates.ValueKind != JsonValueKind.Array)
        {
            sink.Add(new Problem(path, "the list of Rust crates holds no packages"));
            return;
        }

        int unreadable = Math.Max(0, crates.GetArrayLength() - MaxCrates);
        foreach (JsonElement crate in crates.EnumerateArray().Take(MaxCrates))
        {
            if (Text(crate, "name") is not { Length: > 0 } name
                || Text(crate, "version") is not { Length: > 0 } version)
            {
                unreadable++;
            }
            else if (Text(crate, "kind") != "build")
            {
                sink.Add(new Package(CargoEcosystem.Name, name, version)
                {
                    Evidence = PackageEvidence.Binary,
                    Note = Note(crate),
                });
            }
        }

        if (unreadable > 0)
        {
            sink.Add(new Problem(path, $"{unreadable} entries of the list of Rust crates were not read"));
        }
    }

    // A crate from elsewhere than crates.io may only share the name of the one that advisories mean.
    private static string? Note(JsonElement crate) =>
        crate.TryGetProperty("root", out JsonElement root) && root.ValueKind == JsonValueKind.True ? "main crate"
        : Text(crate, "source") switch
        {
            null or "crates.io" or "registry" => null,
            "git" => "from a git repository",
            "local" => "from a local directory",
            _ => "from another registry",
        };

    private static string? Text(JsonElement crate, string property) =>
        crate.ValueKind == JsonValueKind.Object && crate.TryGetProperty(property, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static byte[]? Inflate(ReadOnlySpan<byte> section)
    {
        using var packed = new ZLibStream(new MemoryStream(section.ToArray()), CompressionMode.Decompress);
        var json = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = packed.Read(buffer)) > 0)
            {
                if (json.Length + read > MaxJson)
                {
                    return null;
                }

                json.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return json.ToArray();
    }
}
