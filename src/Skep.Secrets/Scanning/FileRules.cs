using System.Globalization;
using Skep.Core;
using Skep.Secrets.Rules;

namespace Skep.Secrets.Scanning;

/// <summary>Rules on files that should not be shipped, whatever they say inside.</summary>
internal static class FileRules
{
    public static void Apply(CompiledRules rules, in FilePiece piece, IFindingSink sink)
    {
        foreach (SecretRule rule in rules.FileRules)
        {
            FileShape shape = rule.File!;
            if (!shape.Fits(piece.Content, piece.FileSize))
            {
                continue;
            }

            string path = piece.Path.ToString();
            if (rule.Paths.Holds(path) && !rule.Allowed.AllowsPath(path) && !rules.Allowed.AllowsPath(path))
            {
                Report(rule, path, piece.FileSize, sink);
                return;
            }
        }
    }

    private static void Report(SecretRule rule, string path, long size, IFindingSink sink)
    {
        sink.Add(new Trait(TraitKinds.DataFile, rule.File!.Kind));
        if (!rule.File.IsTraitOnly)
        {
            sink.Add(new Sighting(Scanner.Secret, rule.Id, rule.Severity, rule.Title)
            {
                Message = string.Create(CultureInfo.InvariantCulture, $"{rule.Title} of {size} bytes."),
                Advice = rule.Advice,
                References = rule.References,
                CheckCommand = $"ls -l '/{path.Replace("'", "'\\''", StringComparison.Ordinal)}'",
                IsExcusedByOwner = rule.IsExcusedByOwner,
            });
        }
    }
}
