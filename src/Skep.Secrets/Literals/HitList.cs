using System.Buffers;

namespace Skep.Secrets.Literals;

/// <summary>Where keywords stand in a stretch of bytes.</summary>
/// <remarks>Begins on the caller's stack, so that a stretch without keywords allocates nothing.</remarks>
internal ref struct HitList(Span<Hit> initial)
{
    private Span<Hit> _hits = initial;
    private Hit[]? _rented;

    public int Count { get; private set; }

    public readonly Hit this[int index] => _hits[index];

    public void Add(int literal, int position)
    {
        if (Count == _hits.Length)
        {
            Grow();
        }

        _hits[Count++] = new Hit(literal, position);
    }

    public void Clear() => Count = 0;

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<Hit>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private void Grow()
    {
        Hit[] larger = ArrayPool<Hit>.Shared.Rent(_hits.Length * 2);
        _hits.CopyTo(larger);
        Dispose();
        _rented = larger;
        _hits = larger;
    }
}

/// <summary>A keyword at a place.</summary>
/// <param name="Literal">The keyword's number.</param>
/// <param name="Position">Where it begins.</param>
internal readonly record struct Hit(int Literal, int Position);
