using Skep.Secrets.Literals;

namespace Skep.Secrets.Matching;

/// <summary>A token whose keyword stands at a fixed place in it.</summary>
/// <param name="shapes">What the token may look like, with the place of each keyword length in it.</param>
/// <param name="isBounded">Whether letters and digits may not touch it.</param>
internal sealed class ShapeMatcher(Lazy<PlacedShape[]> shapes, bool isBounded) : IValueMatcher
{
    public bool TryMatch(ReadOnlySpan<byte> text, int hit, int length, out ValueSpan value)
    {
        foreach (PlacedShape placed in shapes.Value)
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
internal readonly record struct PlacedShape(Shape Shape, int KeywordAt)
{
    /// <summary>Each shape with its keyword; null when one has none at a fixed place.</summary>
    public static IReadOnlyList<PlacedShape>? Place(IReadOnlyList<Shape> shapes, IReadOnlyList<Literal> keywords)
    {
        var placed = new List<PlacedShape>();
        var used = new HashSet<Literal>();
        foreach (Shape shape in shapes)
        {
            int before = placed.Count;
            foreach (Literal keyword in keywords)
            {
                if (shape.FixedOffsetOf(keyword.Text, keyword.IgnoresCase) is >= 0 and int at)
                {
                    placed.Add(new PlacedShape(shape, at));
                    used.Add(keyword);
                }
            }

            if (placed.Count == before)
            {
                return null;
            }
        }

        return used.Count == keywords.Count ? [.. placed.Distinct()] : null;
    }
}
