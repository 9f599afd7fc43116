using System.Globalization;
using Skep.Core;
using Skep.Secrets.Matching;
using Skep.Secrets.Rules;

namespace Skep.Secrets.Scanning;

/// <summary>Rules on texts full of numbers of persons or cards.</summary>
/// <remarks>Counted piece by piece: a file of several pieces is reported for each that holds enough.</remarks>
internal static class BulkRules
{
    private const int MaxPlaces = 3;

    public static void Apply(
        CompiledRules rules, ReadOnlySpan<byte> content, int start, int end, in FilePiece piece, IFindingSink sink)
    {
        if (!BulkNumbers.IsWorthwhile(content, start, end, rules.MinBulk))
        {
            return;
        }

        foreach (SecretRule rule in rules.BulkRules)
        {
            BulkShape shape = rule.Bulk!;
            IReadOnlyList<ValueSpan> found = BulkNumbers.Find(content, start, end, shape.Kind);
            string path = piece.Path.ToString();
            if (found.Count >= shape.MinCount && rule.Paths.Holds(path)
                && !rule.Allowed.AllowsPath(path) && !rules.Allowed.AllowsPath(path))
            {
                sink.Add(Report(rule, content, found, piece));
            }
        }
    }

    private static Sighting Report(
        SecretRule rule, ReadOnlySpan<byte> content, IReadOnlyList<ValueSpan> found, in FilePiece piece)
    {
        var places = new List<Evidence>();
        foreach (ValueSpan span in found.Take(MaxPlaces))
        {
            int line = piece.Offset == 0 ? content[..span.Start].Count((byte)'\n') + 1 : 0;
            places.Add(new Evidence(
                piece.Offset + span.Start, span.Length, line, MaskedValue.Of(content.Slice(span.Start, span.Length))));
        }

        return new Sighting(Scanner.Secret, rule.Id, rule.Severity, rule.Title)
        {
            Message = string.Create(CultureInfo.InvariantCulture, $"{found.Count} different numbers in one file."),
            Evidence = places,
            Advice = rule.Advice,
            References = rule.References,
            IsExcusedByOwner = rule.IsExcusedByOwner,
            CheckCommand = SightingMaker.Command(piece.Path.ToString(), places[0]),
        };
    }
}
