using System.Text;
using Skep.Core;
using Skep.Packages.Formats;

namespace Skep.Packages.Java;

/// <summary>Opens one archive of an image and those nested in it, within one budget for all of them.</summary>
/// <remarks>
/// Archives are hostile: they may nest without end, overlap their entries, or promise gigabytes. Depth bounds the
/// stack, the number of archives and entries bounds time, held and inflated bytes bound memory and time. What a limit
/// cuts off is a problem in the report; what was found before it stands.
/// </remarks>
internal sealed class JarReader(IFindingSink sink, CancellationToken cancellationToken)
{
    // An ear holds wars that hold jars: real ones stop at four.
    private const int MaxDepth = 10;

    // A large application server has some 2,000 jars, a shaded one 300,000 entries.
    private const int MaxArchives = 20_000;
    private const int MaxEntries = 3_000_000;

    // Held at the same time: a nested archive must be inflated whole, because its directory lies at its end.
    private const int MaxHeld = 96 * 1024 * 1024;
    private const long MaxInflated = 1024L * 1024 * 1024;
    private const int MaxMetadata = 1024 * 1024;

    private int _archives;
    private int _entries;
    private int _held;
    private long _inflated;
    private bool _isExhausted;

    public void Read(ReadOnlyMemory<byte> archive, string location) => Read(archive, location, 1);

    /// <summary>Whether an entry or file of this name is an archive that may hold libraries.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> name) =>
        name.Length > 4 && name[^4] == '.'
        && (Ends(name, "jar"u8) || Ends(name, "war"u8) || Ends(name, "ear"u8) || Ends(name, "aar"u8)
            || Ends(name, "rar"u8) || Ends(name, "jpi"u8) || Ends(name, "hpi"u8) || Ends(name, "kar"u8)
            || Ends(name, "par"u8) || Ends(name, "sar"u8));

    private static bool Ends(ReadOnlySpan<byte> name, ReadOnlySpan<byte> suffix) => name[^3..].SequenceEqual(suffix);

    private void Read(ReadOnlyMemory<byte> archive, string location, int depth)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (depth > MaxDepth)
        {
            sink.Add(new Problem(location, $"archives nested deeper than {MaxDepth} were not opened"));
            return;
        }

        if (++_archives > MaxArchives)
        {
            Exhaust(location, $"more than {MaxArchives} nested archives");
            return;
        }

        ZipDirectory? directory = ZipDirectory.TryOpen(archive, out string problem);
        if (directory is null)
        {
            sink.Add(new Problem(location, problem));
            return;
        }

        var evidence = new JarEvidence(location, depth > 1);
        while (!_isExhausted && directory.TryReadNext(out ZipEntry entry))
        {
            if (++_entries > MaxEntries)
            {
                Exhaust(location, $"more than {MaxEntries} entries");
                break;
            }

            Visit(directory, entry, evidence, location, depth);
        }

        if (directory.Problem is not null)
        {
            sink.Add(new Problem(location, directory.Problem));
        }

        ReadProjects(directory, evidence);
        JarIdentity.Report(evidence, sink);
    }

    private void Visit(ZipDirectory directory, ZipEntry entry, JarEvidence evidence, string location, int depth)
    {
        ReadOnlySpan<byte> name = entry.Name.Span;
        if (IsArchive(name))
        {
            string inner = $"{location}!{Encoding.UTF8.GetString(name)}";
            if (Content(directory, entry, inner, MaxHeld - _held) is { } nested)
            {
                int held = entry.Method == ZipDirectory.Stored ? 0 : nested.Length;
                _held += held;
                Read(nested, inner, depth + 1);
                _held -= held;
            }
        }
        else if (!JarEvidence.Wants(name))
        {
            evidence.Note(entry);
        }
        else
        {
            string inner = $"{location}!{Encoding.UTF8.GetString(name)}";
            if (Content(directory, entry, inner, MaxMetadata) is { } content)
            {
                evidence.Add(name, content.Span);
            }
        }
    }

    private void ReadProjects(ZipDirectory directory, JarEvidence evidence)
    {
        foreach (ZipEntry entry in evidence.Unnamed)
        {
            string inner = $"{evidence.Location}!{Encoding.UTF8.GetString(entry.Name.Span)}";
            if (!_isExhausted
                && Content(directory, entry, inner, MaxMetadata) is { } content
                && PomProperties.TryRead(content, cancellationToken) is { } pom)
            {
                evidence.Add(pom);
            }
        }
    }

    private ReadOnlyMemory<byte>? Content(ZipDirectory directory, ZipEntry entry, string location, int limit)
    {
        if (directory.Raw(entry) is not { } raw)
        {
            sink.Add(new Problem(location, "damaged zip archive: entry out of bounds"));
            return null;
        }

        // Stored entries are slices of what is already there: nested jars of most packagers cost nothing.
        if (entry is { Method: ZipDirectory.Stored, IsEncrypted: false })
        {
            return raw;
        }

        if (entry.IsEncrypted || entry.Method != ZipDirectory.Deflated)
        {
            string why = entry.IsEncrypted ? "encrypted entry" : $"unknown compression {entry.Method}";
            sink.Add(new Problem(location, why));
            return null;
        }

        if (entry.Size > limit)
        {
            sink.Add(new Problem(location, $"entry of {new ByteSize(entry.Size)} is too large to be opened"));
            return null;
        }

        _inflated += entry.Size;
        if (_inflated > MaxInflated)
        {
            Exhaust(location, $"nested archives of more than {new ByteSize(MaxInflated)}");
            return null;
        }

        ReadOnlyMemory<byte>? content = Inflater.TryInflate(raw, (int)entry.Size);
        if (content is null)
        {
            sink.Add(new Problem(location, "damaged entry"));
        }

        return content;
    }

    private void Exhaust(string location, string what)
    {
        if (!_isExhausted)
        {
            sink.Add(new Problem(location, $"{what}: the rest was not opened"));
        }

        _isExhausted = true;
    }
}
