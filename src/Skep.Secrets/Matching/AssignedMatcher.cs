namespace Skep.Secrets.Matching;

/// <summary>A value of a given shape that is given to a name which holds the keyword.</summary>
/// <param name="shapes">What the whole value may look like.</param>
internal sealed class AssignedMatcher(Lazy<Shape[]> shapes) : IValueMatcher
{
    private readonly Lazy<int> _maxLength = new(() => shapes.Value.Max(shape => shape.MaxLength));

    public bool TryMatch(ReadOnlySpan<byte> text, int hit, int length, out ValueSpan value)
    {
        value = default;
        if (!Assignment.TryRead(text, hit, length, _maxLength.Value, true, out Assignment assignment)
            || !SecretNames.SpeaksOfSecret(text.Slice(assignment.Name.Start, assignment.Name.Length)))
        {
            return false;
        }

        ReadOnlySpan<byte> whole = text.Slice(assignment.Value.Start, assignment.Value.Length);
        foreach (Shape shape in shapes.Value)
        {
            if (shape.TryMatch(whole, 0, out ValueSpan part, out int end) && end == whole.Length)
            {
                value = new ValueSpan(assignment.Value.Start + part.Start, part.Length);
                return true;
            }
        }

        return false;
    }
}
