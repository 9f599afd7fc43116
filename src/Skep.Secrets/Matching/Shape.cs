namespace Skep.Secrets.Matching;

/// <summary>A pattern that is one run of byte classes after the other, each repeated so often.</summary>
/// <remarks>
/// No run can take a byte that the next one needs, so going forward greedily is right and never goes back. Most tokens
/// are of this kind: a prefix and forty letters.
/// </remarks>
internal sealed class Shape
{
    private readonly ShapeRun[] _runs;

    // Made when the shape is first tried: a scan tries few of some 300.
    private bool[][]? _sets;
    private readonly int _captureFrom;
    private readonly int _captureTo;

    /// <param name="runs">At least one.</param>
    /// <param name="captureFrom">The run that the value begins with.</param>
    /// <param name="captureTo">The run behind the value.</param>
    public Shape(IReadOnlyList<ShapeRun> runs, int captureFrom, int captureTo)
    {
        _runs = [.. runs];
        _captureFrom = captureFrom;
        _captureTo = captureTo;
        IsDeterministic = Enumerable.Range(0, _runs.Length).All(IsSafe);
    }

    /// <summary>Whether going forward greedily is right.</summary>
    public bool IsDeterministic { get; }

    private bool[][] Sets => _sets ??= [.. _runs.Select(run => run.Set.ToTable())];

    /// <summary>The longest text of this shape, and never more than a stretch.</summary>
    public int MaxLength => (int)Math.Min(4096, _runs.Sum(run => (long)run.Max));

    /// <summary>
    /// Where <paramref name="literal"/> stands in every text of this shape; -1 where that is not fixed.
    /// </summary>
    public int FixedOffsetOf(string literal, bool ignoresCase)
    {
        for (int run = 0, offset = 0; run < _runs.Length
            && _runs[run].Min == _runs[run].Max; offset += _runs[run++].Min)
        {
            if (_runs[run].Min == 1 && IsLiteralAt(run, literal, ignoresCase))
            {
                return offset;
            }
        }

        return -1;
    }

    /// <summary>How many bytes of <paramref name="set"/> every text of this shape begins with, at least.</summary>
    public int BeginsWith(ByteSet set)
    {
        long length = 0;
        for (int run = 0; run < _runs.Length && (_runs[run].Set & set) == _runs[run].Set; run++)
        {
            length += _runs[run].Min;
        }

        return (int)Math.Min(int.MaxValue, length);
    }

    /// <summary>Whether the shape begins at <paramref name="start"/>.</summary>
    /// <param name="value">The captured part.</param>
    /// <param name="end">Where the whole ends.</param>
    public bool TryMatch(ReadOnlySpan<byte> text, int start, out ValueSpan value, out int end)
    {
        bool[][] sets = Sets;
        value = default;
        end = start;
        int valueStart = start;
        int valueEnd = -1;
        for (int run = 0; run < _runs.Length; run++)
        {
            valueStart = run == _captureFrom ? end : valueStart;
            valueEnd = run == _captureTo ? end : valueEnd;
            bool[] set = sets[run];
            int limit = _runs[run].Max > text.Length - end ? text.Length : end + _runs[run].Max;
            int from = end;
            while (end < limit && set[text[end]])
            {
                end++;
            }

            if (end - from < _runs[run].Min)
            {
                return false;
            }
        }

        value = new ValueSpan(valueStart, (valueEnd < 0 ? end : valueEnd) - valueStart);
        return true;
    }

    /// <summary>
    /// Whether the last run could go on at <paramref name="end"/>: the token is longer than its kind.
    /// </summary>
    public bool GoesOn(ReadOnlySpan<byte> text, int end) => end < text.Length && Sets[^1][text[end]];

    private bool IsLiteralAt(int run, string literal, bool ignoresCase)
    {
        if (literal.Length > _runs.Length - run)
        {
            return false;
        }

        for (int i = 0; i < literal.Length; i++)
        {
            ShapeRun here = _runs[run + i];
            ByteSet wanted = ByteSet.Of(literal[i]);
            if (here.Min != 1 || here.Max != 1 || here.Set != (ignoresCase ? wanted.IgnoringCase() : wanted))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsSafe(int run)
    {
        if (_runs[run].Min == _runs[run].Max)
        {
            return true;
        }

        for (int next = run + 1; next < _runs.Length; next++)
        {
            if (_runs[run].Set.Overlaps(_runs[next].Set))
            {
                return false;
            }

            if (_runs[next].Min > 0)
            {
                break;
            }
        }

        return true;
    }
}

/// <summary>Bytes of one class, repeated.</summary>
internal readonly record struct ShapeRun(ByteSet Set, int Min, int Max);
