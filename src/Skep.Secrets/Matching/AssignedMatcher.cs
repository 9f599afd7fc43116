namespace Skep.Secrets.Matching;

/// <summary>A value of a given shape that is given to a name which holds the keyword.</summary>
/// <param name="shapes">What the whole value may look like; empty for any.</param>
/// <param name="minLength">Shorter values are none.</param>
internal sealed class AssignedMatcher(IReadOnlyList<Shape> shapes, int minLength) : IValueMatcher
{
    private readonly Shape[] _shapes = [.. shapes];

    public bool TryMatch(ReadOnlySpan<byte> text, int hit, int length, out ValueSpan value)
    {
        value = default;
        if (!Assignment.TryRead(text, hit, length, out Assignment assignment) || assignment.Value.Length < minLength)
        {
            return false;
        }

        value = assignment.Value;
        if (_shapes.Length == 0)
        {
            return true;
        }

        ReadOnlySpan<byte> whole = text.Slice(value.Start, value.Length);
        foreach (Shape shape in _shapes)
        {
            if (shape.TryMatch(whole, 0, out ValueSpan part, out int end) && end == whole.Length)
            {
                value = new ValueSpan(value.Start + part.Start, part.Length);
                return true;
            }
        }

        return false;
    }
}
