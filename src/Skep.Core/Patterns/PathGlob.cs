using System.Diagnostics.CodeAnalysis;

namespace Skep.Core;

/// <summary>A pattern of paths: of files in an image, or of an image's names.</summary>
/// <remarks>
/// <c>*</c> stands for any characters of one segment, none too; <c>?</c> for one character; a segment <c>**</c> for any
/// number of segments, none too, so that <c>usr/**</c> is <c>usr</c> and all below. Everything else stands for itself,
/// case counts. A '/' that leads or trails does not count. Compared from the last segment backwards, because the file
/// name is what tells most paths apart; never more than pattern times path steps.
/// </remarks>
public sealed class PathGlob
{
    public const int MaxLength = TextGlob.MaxLength;

    private const string Any = "**";
    private const int MaxQuoted = 40;

    private readonly string _text;
    private readonly Segment[] _segments;

    // Where the first and the last "**" stand; -1 without any.
    private readonly int _first;
    private readonly int _last;

    // What every path it matches ends with: decides nearly always, at the price of a few characters.
    private readonly string _ending;

    private PathGlob(string text, Segment[] segments)
    {
        _text = text;
        _segments = segments;
        _first = Array.FindIndex(segments, segment => segment.IsAny);
        _last = Array.FindLastIndex(segments, segment => segment.IsAny);
        _ending = segments[^1].Text[(segments[^1].Text.AsSpan().LastIndexOfAny('*', '?') + 1)..];
    }

    /// <summary>The pattern of the last segment alone; <c>*</c> when it may be anything.</summary>
    public string Name => _segments[^1] is { IsAny: false } name ? name.Text : "*";

    /// <summary>The pattern of the segment above the last; empty when there may be any, or none.</summary>
    public string Parent => _segments is [.., { IsAny: false } parent, { IsAny: false }] ? parent.Text : string.Empty;

    /// <summary>A pattern of ours, which is known to be one.</summary>
    public static PathGlob Parse(string text, bool isNameAnywhere = false) =>
        TryParse(text, out PathGlob? glob, out string problem, isNameAnywhere)
            ? glob
            : throw new ArgumentException(problem, nameof(text));

    /// <param name="isNameAnywhere">A pattern without '/' is a file's name in any directory.</param>
    /// <param name="problem">What is wrong with the pattern, which it names.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out PathGlob? glob, out string problem, bool isNameAnywhere = false)
    {
        glob = null;
        string trimmed = text.Length > MaxLength ? string.Empty : text.Trim('/');
        string[] segments = trimmed.Split('/');
        if (Array.Exists(segments, segment => segment.Length == 0))
        {
            problem = (text.Length, trimmed.Length) switch
            {
                ( > MaxLength, _) =>
                    $"'{text.AsSpan(0, MaxQuoted)}…' is not a path pattern: it has more than {MaxLength} characters",
                (_, 0) => $"'{text}' is not a path pattern: it is empty",
                _ => $"'{text}' is not a path pattern: it has an empty segment",
            };
            return false;
        }

        problem = string.Empty;
        bool isName = isNameAnywhere && !text.TrimStart('/').Contains('/');
        glob = new PathGlob(text, [.. (isName ? segments.Prepend(Any) : segments).Select(part => new Segment(part))]);
        return true;
    }

    public override string ToString() => _text;

    public bool Matches(ReadOnlySpan<char> path)
    {
        if (!path.EndsWith(_ending))
        {
            return false;
        }

        var rest = new Rest(path.TrimStart('/'));
        for (int i = _segments.Length - 1; i > _last; i--)
        {
            if (!rest.TryTakeLast(out ReadOnlySpan<char> segment) || !_segments[i].Matches(segment))
            {
                return false;
            }
        }

        for (int i = 0; i < _first; i++)
        {
            if (!rest.TryTakeFirst(out ReadOnlySpan<char> segment) || !_segments[i].Matches(segment))
            {
                return false;
            }
        }

        return _last < 0 ? rest.IsOver : MatchesBetween(rest);
    }

    // The segments between two "**" may stand anywhere: the leftmost place leaves the most for those behind, so only
    // the last "**" seen is worth going back to.
    private bool MatchesBetween(Rest rest)
    {
        Rest retry = rest;
        int from = _first;
        for (int i = from; i < _last;)
        {
            if (_segments[i].IsAny)
            {
                from = ++i;
                retry = rest;
            }
            else if (rest.TryTakeFirst(out ReadOnlySpan<char> segment) && _segments[i].Matches(segment))
            {
                i++;
            }
            else if (retry.TryTakeFirst(out _))
            {
                rest = retry;
                i = from;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private readonly struct Segment(string text)
    {
        private readonly int _star = text.IndexOf('*');
        private readonly bool _isSimple = !text.Contains('?') && text.IndexOf('*') == text.LastIndexOf('*');

        public string Text { get; } = text;

        public bool IsAny { get; } = text == Any;

        public bool Matches(ReadOnlySpan<char> segment) =>
            !_isSimple ? TextGlob.Matches(Text, segment, ignoreCase: false)
            : _star < 0 ? segment.SequenceEqual(Text)
            : segment.Length >= Text.Length - 1
                && segment.StartsWith(Text.AsSpan(0, _star))
                && segment.EndsWith(Text.AsSpan(_star + 1));
    }

    /// <summary>The segments of a path that no part of the pattern has taken yet.</summary>
    private ref struct Rest(ReadOnlySpan<char> path)
    {
        private ReadOnlySpan<char> _path = path;

        public bool IsOver { get; private set; }

        public bool TryTakeLast(out ReadOnlySpan<char> segment)
        {
            int slash = _path.LastIndexOf('/');
            segment = _path[(slash + 1)..];
            bool isTaken = !IsOver;
            IsOver = slash < 0;
            _path = _path[..Math.Max(slash, 0)];
            return isTaken;
        }

        public bool TryTakeFirst(out ReadOnlySpan<char> segment)
        {
            int slash = _path.IndexOf('/');
            segment = slash < 0 ? _path : _path[..slash];
            bool isTaken = !IsOver;
            IsOver = slash < 0;
            _path = _path[(slash < 0 ? _path.Length : slash + 1)..];
            return isTaken;
        }
    }
}
