using System.Buffers;
using System.Buffers.Text;

namespace Skep.Secrets.Matching;

/// <summary>The first value under <c>data</c> in a manifest of Kubernetes that is of kind <c>Secret</c>.</summary>
/// <remarks>
/// Format: <see href="https://kubernetes.io/docs/concepts/configuration/secret/"/>. Lines are read, no YAML: manifests
/// are templates as often as not. What does not decode, such as <c>{{ .Values.password }}</c>, is no value.
/// </remarks>
internal sealed class ManifestMatcher : IValueMatcher
{
    /// <summary>Values further from the keyword are not taken by a scan.</summary>
    private const int Reach = 384;

    /// <summary>Shorter ones are examples.</summary>
    private const int MinDecoded = 8;

    private static readonly SearchValues<byte> Signs =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    public bool TryMatch(ReadOnlySpan<byte> text, int hit, int length, out ValueSpan value)
    {
        value = default;
        int behind = hit + length;
        if (!Bytes.IsTokenStart(text, hit)
            || (behind < text.Length && text[behind] > ' ' && text[behind] is not ((byte)'"' or (byte)'\'')))
        {
            return false;
        }

        int from = Math.Max(0, hit - Reach);
        int to = Math.Min(text.Length, hit + Reach);
        int start = text[from..hit].LastIndexOf("\n---"u8);
        int end = text[hit..to].IndexOf("\n---"u8);
        from = start < 0 ? from : from + start + 1;
        ReadOnlySpan<byte> document = text[from..(end < 0 ? to : hit + end)];
        int data = DataOf(document);
        if (data < 0 || !TryFind(text, from + data, hit + Reach, out value))
        {
            return false;
        }

        return end < 0 || value.Start < hit + end;
    }

    private static int DataOf(ReadOnlySpan<byte> document)
    {
        int at = 0;
        while (at < document.Length)
        {
            ReadOnlySpan<byte> line = Line(document, at);
            if (line.Trim(" \t\r"u8).SequenceEqual("data:"u8))
            {
                return at + line.Length + 1;
            }

            at += line.Length + 1;
        }

        return -1;
    }

    // "  key: value" and "  key: |" with the value on the next line, until a line is indented less than the first.
    private static bool TryFind(ReadOnlySpan<byte> text, int at, int limit, out ValueSpan value)
    {
        int indent = 0;
        for (; at < text.Length && at < limit; at += Line(text, at).Length + 1)
        {
            ReadOnlySpan<byte> line = Line(text, at).TrimEnd((byte)'\r');
            ReadOnlySpan<byte> words = line.TrimStart(" \t"u8);
            if (words.IsEmpty || words[0] == '#')
            {
                continue;
            }

            int depth = line.Length - words.Length;
            indent = indent == 0 ? depth : indent;
            if (depth == 0 || depth < indent)
            {
                break;
            }

            int colon = words.IndexOf((byte)':');
            ReadOnlySpan<byte> rest = words[(colon + 1)..].Trim(" \t\"'"u8);
            if (IsEncoded(rest))
            {
                value = new ValueSpan(at + line.LastIndexOf(rest), rest.Length);
                return true;
            }
        }

        value = default;
        return false;
    }

    private static bool IsEncoded(ReadOnlySpan<byte> value)
    {
        if (value.Length < MinDecoded || value.ContainsAnyExcept(Signs))
        {
            return false;
        }

        byte[] decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(value.Length)];
        return Base64.DecodeFromUtf8(value, decoded, out _, out int written) == OperationStatus.Done
            && written >= MinDecoded
            && !decoded.AsSpan().StartsWith("-----BEGIN CERTIFICATE"u8);
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text, int at)
    {
        int end = text[at..].IndexOf((byte)'\n');
        return end < 0 ? text[at..] : text.Slice(at, end);
    }
}
