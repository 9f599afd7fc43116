using System.Text;
using Skep.Core;

namespace Skep.Advisories.Feeds;

/// <summary>One uncompressed file, alone or out of an archive, as a feed sees it.</summary>
public sealed class FeedFile(string path, Stream content, byte[] head, bool isInArchive)
{
    /// <summary>How many first bytes a feed may look at to recognise its format.</summary>
    public const int HeadLength = 4096;

    /// <summary>The largest file that is read whole. Debian's tracker has 75 MB, the largest NVD year 160 MB.</summary>
    public static readonly ByteSize MaxWhole = ByteSize.Mebibytes(512);

    /// <summary>
    /// Where it lies, '/'-separated, with its archive's own path and <c>!</c> before it; compression suffixes are
    /// gone.
    /// </summary>
    public string Path { get; } = path;

    /// <summary>The last segment of <see cref="Path"/>.</summary>
    public ReadOnlySpan<char> Name => Path.AsSpan(Path.LastIndexOfAny(['/', '!']) + 1);

    /// <summary>It came with others in one archive, which is then the whole of its feed.</summary>
    public bool IsInArchive { get; } = isInArchive;

    /// <summary>The first bytes, at most <see cref="HeadLength"/>.</summary>
    public ReadOnlySpan<byte> Head => head;

    /// <summary>The whole content, from the first byte. Read once.</summary>
    public Stream Content { get; } = content;

    /// <summary>Whether the first bytes hold <paramref name="text"/>.</summary>
    public bool HeadContains(ReadOnlySpan<byte> text) => Head.IndexOf(text) >= 0;

    /// <summary>Whether the first byte that is not white space opens a JSON object.</summary>
    public bool LooksLikeJsonObject
    {
        get
        {
            int first = Head.IndexOfAnyExcept(" \t\r\n\uFEFF"u8);
            return first >= 0 && Head[first] == (byte)'{';
        }
    }

    /// <summary>
    /// Reads everything into memory; null, with a problem reported, when it is larger than <see cref="MaxWhole"/>.
    /// </summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadWholeAsync(
        IAdvisorySink sink,
        CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[Content.CanSeek ? Math.Min(Content.Length + 1, MaxWhole.Bytes) : 64 * 1024];
        int filled = 0;
        while (true)
        {
            int read = await Content.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
            {
                ReadOnlyMemory<byte> whole = buffer.AsMemory(0, filled);
                return whole.Span.StartsWith(Encoding.UTF8.Preamble) ? whole[Encoding.UTF8.Preamble.Length..] : whole;
            }

            filled += read;
            if (filled < buffer.Length)
            {
                continue;
            }

            if (buffer.Length >= MaxWhole.Bytes)
            {
                sink.Add(new Problem(Path, $"larger than {MaxWhole}"));
                return null;
            }

            Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 2, MaxWhole.Bytes));
        }
    }
}
