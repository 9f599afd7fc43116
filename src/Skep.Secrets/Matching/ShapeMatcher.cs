namespace Skep.Secrets.Matching;

/// <summary>A token whose keyword stands at a fixed place in it.</summary>
/// <param name="shapes">What the token may look like, with the place of each keyword length in it.</param>
/// <param name="isBounded">Whether letters and digits may not touch it.</param>
internal sealed class ShapeMatcher(IReadOnlyList<PlacedShape> shapes, bool isBounded) : IValueMatcher
{
    private readonly PlacedShape[] _shapes = [.. shapes];

    public bool TryMatch(ReadOnlySpan<byte> text, int hit, int length, out ValueSpan value)
    {
        foreach (PlacedShape placed in _shapes)
        {
            int start = hit - placed.KeywordAt;
            if (start >= 0
                && (!isBounded || Bytes.IsTokenStart(text, start))
                && placed.Shape.TryMatch(text, start, out value, out int end)
                && (!isBounded || (Bytes.IsTokenEnd(text, end) && !placed.Shape.GoesOn(text, end))))
            {
                return true;
            }
        }

        value = default;
        return false;
    }
}

/// <summary>A shape and where its keyword stands.</summary>
internal readonly record struct PlacedShape(Shape Shape, int KeywordAt);
