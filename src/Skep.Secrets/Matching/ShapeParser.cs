namespace Skep.Secrets.Matching;

/// <summary>Reads the part of the regular expression language that <see cref="Shape"/>s are.</summary>
/// <remarks>
/// Literals, classes, <c>\d \w \s</c> and <c>\</c> before signs, quantifiers, groups with alternatives (each becomes a
/// shape of its own), one capture, <c>(?i)</c> at the beginning. Everything else is left to the regular expression
/// engine.
/// </remarks>
internal sealed class ShapeParser
{
    private const int MaxShapes = 32;
    private const int MaxRuns = 128;

    private readonly string _pattern;
    private readonly bool _ignoresCase;
    private int _at;

    private ShapeParser(string pattern)
    {
        _ignoresCase = pattern.StartsWith("(?i)", StringComparison.Ordinal);
        _pattern = _ignoresCase ? pattern[4..] : pattern;
    }

    /// <summary>The shapes, in the order of the alternatives; null for what is more than that.</summary>
    public static IReadOnlyList<Shape>? Parse(string pattern, int capture)
    {
        var parser = new ShapeParser(pattern);
        List<Draft>? drafts = parser.Alternatives();
        if (drafts is null || parser._at != parser._pattern.Length || capture > 1)
        {
            return null;
        }

        List<Shape> shapes = [.. drafts.Where(draft => draft.Runs.Count > 0).Select(draft => draft.ToShape(capture))];
        return shapes.Count == drafts.Count && shapes.All(shape => shape.IsDeterministic) ? shapes : null;
    }

    private List<Draft>? Alternatives()
    {
        var all = new List<Draft>();
        while (true)
        {
            if (Sequence() is not { } drafts || all.Count + drafts.Count > MaxShapes)
            {
                return null;
            }

            all.AddRange(drafts);
            if (_at >= _pattern.Length || _pattern[_at] != '|')
            {
                return all;
            }

            _at++;
        }
    }

    private List<Draft>? Sequence()
    {
        List<Draft> drafts = [Draft.Empty];
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            List<Draft>? next = _pattern[_at] == '(' ? Group() : Run();
            if (next is null || drafts.Count * next.Count > MaxShapes)
            {
                return null;
            }

            drafts = [.. drafts.SelectMany(draft => next.Select(draft.Then))];
            if (drafts.Exists(draft => draft.Runs.Count > MaxRuns))
            {
                return null;
            }
        }

        return drafts;
    }

    private List<Draft>? Group()
    {
        _at++;
        bool isCapture = true;
        if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            if (_at + 1 >= _pattern.Length || _pattern[_at + 1] != ':')
            {
                return null;
            }

            isCapture = false;
            _at += 2;
        }

        List<Draft>? inner = Alternatives();
        if (inner is null || _at >= _pattern.Length || _pattern[_at] != ')')
        {
            return null;
        }

        _at++;
        inner = isCapture ? [.. inner.Select(draft => draft.Captured())] : inner;
        if (_at < _pattern.Length && _pattern[_at] is '*' or '+' or '{' or '?')
        {
            if (_pattern[_at] != '?' || (_at + 1 < _pattern.Length && _pattern[_at + 1] is '?' or '+'))
            {
                return null;
            }

            _at++;
            inner.Add(Draft.Empty);
        }

        return inner;
    }

    private List<Draft>? Run()
    {
        if (Set() is not { } set)
        {
            return null;
        }

        (int min, int max) = (1, 1);
        if (_at < _pattern.Length && _pattern[_at] is '*' or '+' or '?' or '{')
        {
            if (!TryQuantifier(out min, out max) || (_at < _pattern.Length && _pattern[_at] is '?' or '+'))
            {
                return null;
            }
        }

        return [new Draft([new ShapeRun(_ignoresCase ? set.IgnoringCase() : set, min, max)], -1, -1)];
    }

    private bool TryQuantifier(out int min, out int max)
    {
        (min, max) = _pattern[_at] switch
        {
            '*' => (0, int.MaxValue),
            '+' => (1, int.MaxValue),
            _ => (0, 1),
        };
        if (_pattern[_at] != '{')
        {
            _at++;
            return true;
        }

        int close = _pattern.IndexOf('}', _at);
        if (close < 0)
        {
            return false;
        }

        string[] bounds = _pattern[(_at + 1)..close].Split(',');
        _at = close + 1;
        bool isRead = int.TryParse(bounds[0], out min);
        max = bounds.Length == 1 ? min : int.MaxValue;
        isRead &= bounds.Length is 1 or 2
            && (bounds.Length == 1 || bounds[1].Length == 0 || int.TryParse(bounds[1], out max));
        return isRead && min >= 0 && max >= min;
    }

    private ByteSet? Set()
    {
        char c = _pattern[_at++];
        return c switch
        {
            '\\' => Escape(),
            '[' => Class(),
            '.' => ~ByteSet.Of('\n'),
            '^' or '$' or '*' or '+' or '?' or '{' => null,
            _ => c < 128 ? ByteSet.Of(c) : null,
        };
    }

    private ByteSet? Escape()
    {
        char c = _at < _pattern.Length ? _pattern[_at++] : '\0';
        return c switch
        {
            'd' => ByteSet.Digits,
            'w' => ByteSet.Word,
            's' => ByteSet.Space,
            'S' => ~ByteSet.Space,
            'n' => ByteSet.Of('\n'),
            't' => ByteSet.Of('\t'),
            _ => c is > ' ' and < '\x7F' && !char.IsAsciiLetterOrDigit(c) ? ByteSet.Of(c) : null,
        };
    }

    private ByteSet? Class()
    {
        bool isNegated = _at < _pattern.Length && _pattern[_at] == '^';
        _at += isNegated ? 1 : 0;
        ByteSet set = default;
        for (bool isFirst = true; _at < _pattern.Length && (isFirst || _pattern[_at] != ']'); isFirst = false)
        {
            char c = _pattern[_at++];
            bool isEscape = c == '\\';
            if ((isEscape ? Escape() : c < 128 ? ByteSet.Of(c) : null) is not { } item)
            {
                return null;
            }

            if (_at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] != ']')
            {
                char last = _pattern[_at + 1];
                if (isEscape || last < c || last >= 128 || last is '\\' or '[')
                {
                    return null;
                }

                _at += 2;
                item = ByteSet.Range(c, last);
            }

            set |= item;
        }

        return _at++ < _pattern.Length ? isNegated ? ~set : set : null;
    }

    /// <summary>A shape in the making.</summary>
    private sealed record Draft(IReadOnlyList<ShapeRun> Runs, int CaptureFrom, int CaptureTo)
    {
        public static Draft Empty { get; } = new([], -1, -1);

        public Draft Then(Draft next) => new(
            [.. Runs, .. next.Runs],
            next.CaptureFrom >= 0 ? Runs.Count + next.CaptureFrom : CaptureFrom,
            next.CaptureTo >= 0 ? Runs.Count + next.CaptureTo : CaptureTo);

        public Draft Captured() => this with { CaptureFrom = 0, CaptureTo = Runs.Count };

        public Shape ToShape(int capture) =>
            capture == 0 || CaptureFrom < 0 ? new Shape(Runs, 0, Runs.Count) : new Shape(Runs, CaptureFrom, CaptureTo);
    }
}
