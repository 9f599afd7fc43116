using System.Text;

namespace Skep.Packages.Binaries;

/// <summary>What stands around a version in a binary: literal text before and behind a version of a given
/// shape.</summary>
/// <remarks>
/// <c>nginx version: nginx/&lt;n.n.n&gt;</c>. Inside the angle brackets <see cref="VersionShape"/> reads the shape;
/// <c>&lt;...&gt;</c> skips at most 64 bytes of the same text to the literal that follows. One literal is sought with
/// a vectorised scan and the rest is compared where it was found, in steps of bounded length and without going back:
/// the time is linear in the file's size whatever it holds.
/// </remarks>
internal sealed class VersionPattern
{
    // Longer than any gap between the words of one message.
    private const int MaxGap = 64;

    private const string GapMark = "...";

    private readonly List<Part> _parts;
    private readonly int _anchor;
    private readonly byte[] _sought;

    private VersionPattern(List<Part> parts)
    {
        _parts = parts;
        _anchor = AnchorOf(parts);
        _sought = Sought(parts, _anchor);
    }

    public static IReadOnlyList<VersionPattern> All(params string[] patterns) => [.. patterns.Select(Parse)];

    public static VersionPattern Parse(string pattern)
    {
        var parts = new List<Part>();
        while (pattern.Length > 0)
        {
            int open = pattern.IndexOf('<', StringComparison.Ordinal);
            if (open != 0)
            {
                string text = open < 0 ? pattern : pattern[..open];
                parts.Add(new Part(Encoding.Latin1.GetBytes(text), null));
                pattern = pattern[text.Length..];
                continue;
            }

            int close = pattern.IndexOf('>', StringComparison.Ordinal);
            string hole = pattern[1..close];
            parts.Add(new Part(null, hole == GapMark ? null : VersionShape.Parse(hole)));
            pattern = pattern[(close + 1)..];
        }

        Check(parts);
        return new VersionPattern(parts);
    }

    /// <summary>The first version in <paramref name="content"/> that stands where the pattern says.</summary>
    public string? Find(ReadOnlySpan<byte> content)
    {
        // A zero byte is the commonest of all: the first full stop of the version is sought instead.
        bool byStop = _sought.Length == 1 && _anchor == 0 && _parts[1].Shape is { StartsWithNumber: true };
        int from = 0;
        while (from < content.Length)
        {
            int found = byStop ? content[from..].IndexOf((byte)'.') : content[from..].IndexOf(_sought);
            if (found < 0)
            {
                return null;
            }

            int at = byStop ? BeforeNumber(content, from + found) : from + found;
            if (at >= 0 && Match(content, at) is { } version)
            {
                return version;
            }

            from += found + 1;
        }

        return null;
    }

    // Where the byte before the number that ends at the full stop is; negative when there is none.
    private static int BeforeNumber(ReadOnlySpan<byte> content, int stop)
    {
        int at = stop - 1;
        int last = Math.Max(0, stop - VersionShape.MaxDigits);
        while (at >= last && content[at] is >= (byte)'0' and <= (byte)'9')
        {
            at--;
        }

        return at == stop - 1 ? -1 : at;
    }

    private static void Check(List<Part> parts)
    {
        bool startsWell = parts is [{ Literal: not null }, ..] or [{ Shape: not null }, { Literal: not null }, ..];
        if (!startsWell || parts.Count(part => part.Shape is not null) != 1 || parts[^1].IsGap)
        {
            throw new ArgumentException("a pattern has one version, and a literal before or right behind it");
        }
    }

    // A literal before the version is the surest anchor; one byte alone is too common for that.
    private static int AnchorOf(List<Part> parts)
    {
        bool isLedIn = parts[0].Literal is not null;
        bool isFollowed = !isLedIn || (parts is [_, { Shape: not null }, { Literal: not null }, ..]);
        return !isLedIn ? 1
            : isFollowed && Sought(parts, 0).Length < 2 && parts[2].Literal!.Length > 2 ? 2
            : 0;
    }

    // A shape that begins with fixed numbers ("3.11.") makes the literal before it more telling.
    private static byte[] Sought(List<Part> parts, int index) =>
        parts[index].Literal is not { } literal ? []
        : index + 1 < parts.Count && parts[index + 1].Shape is { } shape ? [.. literal, .. shape.Head]
        : literal;

    private string? Match(ReadOnlySpan<byte> content, int anchor)
    {
        int at = anchor;
        for (int i = _anchor - 1; i >= 0; i--)
        {
            at = _parts[i].Literal is { } literal
                ? content[..at].EndsWith(literal) ? at - literal.Length : -1
                : _parts[i].Shape!.MatchBefore(content[..at]);
            if (at < 0)
            {
                return null;
            }
        }

        return MatchFrom(content, at);
    }

    private string? MatchFrom(ReadOnlySpan<byte> content, int at)
    {
        string? version = null;
        for (int i = 0; i < _parts.Count; i++)
        {
            ReadOnlySpan<byte> rest = content[at..];
            int length = _parts[i] switch
            {
                { Literal: { } literal } => rest.StartsWith(literal) ? literal.Length : -1,
                { Shape: { } shape } => shape.Match(rest),
                _ => Gap(rest).IndexOf(_parts[i + 1].Literal),
            };
            if (length < 0)
            {
                return null;
            }

            version = _parts[i].Shape is null ? version : Encoding.ASCII.GetString(rest[..length]);
            at += length;
        }

        return version;
    }

    // A zero byte ends the text that the literals before belong to.
    private static ReadOnlySpan<byte> Gap(ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> near = rest[..Math.Min(rest.Length, MaxGap)];
        int end = near.IndexOf((byte)0);
        return end < 0 ? near : near[..end];
    }

    private sealed record Part(byte[]? Literal, VersionShape? Shape)
    {
        public bool IsGap => Literal is null && Shape is null;
    }
}
