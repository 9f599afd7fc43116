using System.Buffers;

namespace Skep.Secrets.Matching;

/// <summary>A block between <c>-----BEGIN …-----</c> and <c>-----END …-----</c> that has a body.</summary>
/// <remarks>
/// Found in files, in strings with <c>\n</c> for line ends, in JSON and YAML. A block longer than the stretch that is
/// seen is taken from what is seen. Format: <see href="https://www.rfc-editor.org/rfc/rfc7468"/>.
/// </remarks>
internal sealed class PemMatcher : IValueMatcher
{
    /// <summary>Characters of base64 below which no private key exists (Ed25519 in PKCS#8 has 64).</summary>
    private const int MinBody = 56;

    /// <summary>What may stand between a keyword and the dashes behind the label.</summary>
    private const int MaxLabel = 64;

    private const int MaxLength = 7 * 1024;

    private static readonly SearchValues<byte> Body =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n\t \\\"',-:.;()_"u8);

    public bool TryMatch(ReadOnlySpan<byte> text, int hit, int length, out ValueSpan value)
    {
        value = default;
        ReadOnlySpan<byte> rest = text[hit..Math.Min(text.Length, hit + MaxLength)];
        int dashes = rest[length..Math.Min(rest.Length, length + MaxLabel)].IndexOf("----"u8) + length;
        if (dashes < length || !(IsAfterDashes(text[..hit]) || rest[..length].IndexOf("-BEGIN"u8) >= 0))
        {
            return false;
        }

        int start = dashes + rest[dashes..].IndexOfAnyExcept((byte)'-');
        if (start < dashes)
        {
            return false;
        }

        ReadOnlySpan<byte> body = rest[start..];
        int end = body.IndexOf("----"u8);
        body = end < 0 ? body : body[..end];
        int odd = body.IndexOfAnyExcept(Body);
        body = odd < 0 ? body : body[..odd];
        value = new ValueSpan(hit + start, body.Length);
        return PemBody.Count(body) >= MinBody;
    }

    private static bool IsAfterDashes(ReadOnlySpan<byte> before)
    {
        before = before.TrimEnd((byte)' ');
        return before.EndsWith("BEGIN"u8) ? before[..^5].EndsWith("----"u8) || before[..^5].EndsWith("---- "u8)
            : before.EndsWith("----"u8);
    }
}
