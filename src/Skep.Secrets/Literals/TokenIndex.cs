using System.Numerics;
using System.Runtime.CompilerServices;
using Skep.Secrets.Matching;

namespace Skep.Secrets.Literals;

/// <summary>Finds keywords that long tokens begin with: looks only where one begins.</summary>
/// <remarks>
/// A token begins where no word goes on (<see cref="Bytes.IsTokenStart"/>) and has at least <see cref="MinLength"/>
/// letters, digits, '_', '-' and '.' in a row. Hardly any text has: programs and prose are passed over at the price of
/// two look-ups in vectors.
/// </remarks>
internal sealed class TokenIndex
{
    public const int MinLength = 16;

    private const uint Fold = 0x202020;

    private readonly EntryTable _table;

    public TokenIndex(IReadOnlyList<Literal> literals, IEnumerable<int> members) => _table = new EntryTable(
        literals, [.. members.Select(member => new KeyPlace(member, 0))], Literal.MinLength);

    /// <summary>The bytes a token is made of.</summary>
    public static ByteSet Set { get; } = ByteSet.Word | ByteSet.Of('-') | ByteSet.Of('.');

    /// <summary>Finds the keywords that begin in <c>[from, to)</c>, each once.</summary>
    public void Find(ReadOnlySpan<byte> text, int from, int to, ref HitList hits)
    {
        if (_table.IsEmpty || from >= to)
        {
            return;
        }

        ulong here = ByteClasses.Of(text, from, ByteClasses.Token);
        for (int at = from; at < to; at += ByteClasses.Count)
        {
            ulong next = ByteClasses.Of(text, at + ByteClasses.Count, ByteClasses.Token);
            ulong begins = Runs(here, next);
            here = next;
            if (begins != 0)
            {
                begins &= to - at >= ByteClasses.Count ? ulong.MaxValue : (1UL << (to - at)) - 1;
                for (begins &= TokenStarts(text, at); begins != 0; begins &= begins - 1)
                {
                    int start = at + BitOperations.TrailingZeroCount(begins);
                    uint key = (uint)(text[start] | (text[start + 1] << 8) | (text[start + 2] << 16)) | Fold;
                    _table.Find(text, start, key, ref hits);
                }
            }
        }
    }

    /// <summary>Where <see cref="MinLength"/> bytes of the class follow each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Runs(ulong here, ulong next)
    {
        for (int step = 1; step < MinLength; step *= 2)
        {
            here &= (here >> step) | (next << (ByteClasses.Count - step));
            next &= next >> step;
        }

        return here;
    }

    /// <summary>Where no word goes on, or may be an escape that looks like one ends: <c>\n</c>, <c>%3D</c>.</summary>
    private static ulong TokenStarts(ReadOnlySpan<byte> text, int at)
    {
        ulong isInWord = ByteClasses.Of(text, at, ByteClasses.Word) << 1;
        isInWord |= at > 0 && Bytes.IsWord(text[at - 1]) ? 1UL : 0;
        ulong escapes = ByteClasses.Of(text, at, ByteClasses.Escape);
        bool isBehindEscape = text[Math.Max(0, at - 3)..at].ContainsAny((byte)'\\', (byte)'%');
        return ~isInWord | (escapes << 2) | (escapes << 3) | (isBehindEscape ? 7UL : 0);
    }
}
