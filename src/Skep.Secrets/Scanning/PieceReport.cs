using Skep.Core;
using Skep.Secrets.Matching;
using Skep.Secrets.Rules;

namespace Skep.Secrets.Scanning;

/// <summary>Turns the values of one piece into sightings: one a value, with the places where it stands.</summary>
/// <param name="unit">Bytes of the file for each byte that was searched: two for UTF-16.</param>
internal readonly ref struct PieceReport(FilePiece piece, string path, int unit, bool isText, SightingMaker maker)
{
    private const int MaxSightings = 200;
    private const int MaxPlaces = 10;

    private readonly FilePiece _piece = piece;

    public void Write(ReadOnlySpan<byte> content, int start, int end, List<FoundValue> found, IFindingSink sink)
    {
        var values = new Dictionary<string, SeenValue>(StringComparer.Ordinal);
        for (int i = 0; i < found.Count; i++)
        {
            ValueSpan span = found[i].Span;
            if (span.Start < start || span.Start >= end)
            {
                continue;
            }

            ReadOnlySpan<byte> value = content.Slice(span.Start, span.Length);
            string print = maker.Fingerprint(value, found[i].Rule.Pattern?.Kind == MatcherKind.Pem);
            if (!values.TryGetValue(print, out SeenValue? seen))
            {
                seen = new SeenValue(i);
                values.Add(print, seen);
            }
            else if (found[i].IsBetterThan(found[seen.Best]))
            {
                seen.Best = i;
            }

            seen.Count++;
            if (seen.Places.Count < MaxPlaces)
            {
                seen.Places.Add(Place(content, found, i));
            }
        }

        foreach (SeenValue seen in values.Values.Take(MaxSightings))
        {
            FoundValue best = found[seen.Best];
            sink.Add(maker.Make(
                best.Rule, content.Slice(best.Span.Start, best.Span.Length), path, seen.Places, seen.Count,
                    IsExcused(best.Rule)));
        }

        if (values.Count > MaxSightings || found.Count > ValueFinder.MaxFound)
        {
            sink.Add(new Problem(path, $"more than {MaxSightings} secrets: the rest is not listed"));
        }
    }

    private Evidence Place(ReadOnlySpan<byte> content, List<FoundValue> found, int index)
    {
        ValueSpan span = found[index].Span;
        int line = isText && _piece.Offset == 0 ? content[..span.Start].Count((byte)'\n') + 1 : 0;
        return new Evidence(
            _piece.Offset + ((long)span.Start * unit),
            span.Length * unit,
            line,
            MaskedValue.InLine(content, found, index, Evidence.MaxText));
    }

    // What people edit is theirs, whoever brought it first.
    private bool IsExcused(SecretRule rule) => rule.IsExcusedByOwner
        && !path.StartsWith("etc/", StringComparison.Ordinal);

    /// <summary>One value and where it was seen.</summary>
    private sealed class SeenValue(int best)
    {
        public int Best { get; set; } = best;

        public int Count { get; set; }

        public List<Evidence> Places { get; } = [];
    }
}
