using Skep.Core;
using Skep.Policy.Reading;
using Skep.Yaml;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Criteria;

/// <summary>The names that select findings of any scanner.</summary>
internal static class FindingTerms
{
    private static readonly Scanner[] Malware = [Scanner.Malware];

    public static IReadOnlyList<Term> All { get; } =
    [
        new("scanner", OfScanner),
        new("rule", OfRule),
        new("severity", OfSeverity),
        new("path", OfPath),
        new("layer_origin", OfOrigin),
        new("removed", OfRemoved),
        Only(Malware, Term.Globs("malware_type", ThingKind.Finding, thing => One(thing.Sighting?.Malware?.Type))),
        Only(Malware, Term.Globs("malware_family", ThingKind.Finding, thing => One(thing.Sighting?.Malware?.Family))),
        Only(Malware, Term.Globs("engine", ThingKind.Finding, Engines)),
        Only(Malware, new Term("engines_agreed", OfEngines)),
    ];

    private static ThingTest OfScanner(YamlFields fields, YamlNode node)
    {
        IReadOnlyList<Scanner> scanners = fields.Words<Scanner>(node, "scanner");
        return new ThingTest(
            Term.Is("scanner", [.. scanners.Select(EnumWord.Of)]),
            ThingKind.Finding,
            thing => scanners.Contains(thing.Finding!.Scanner))
        {
            Scanners = scanners,
            NamesScanners = true,
        };
    }

    // Any name of it: a rule's id or its parents, a vulnerability's id or its aliases.
    private static ThingTest OfRule(YamlFields fields, YamlNode node)
    {
        IReadOnlyList<string> patterns = fields.Texts(node, "rule");
        return new ThingTest(
            Term.Is("rule", patterns),
            ThingKind.Finding,
            thing => thing.Finding!.Names.Any(name => patterns.Any(pattern => TextGlob.Matches(pattern, name))))
        {
            Scanners = [.. patterns.SelectMany(ScannersOf).Distinct()],
        };
    }

    private static ThingTest OfSeverity(YamlFields fields, YamlNode node)
    {
        if (!SeverityComparison.TryParse(SafeYaml.Text(node) ?? string.Empty, out SeverityComparison comparison))
        {
            fields.Problem(node, $"severity is one of {YamlFields.Words<Severity>()}, perhaps after >=, >, =, <, <=");
        }

        return new ThingTest(
            $"severity {comparison}", ThingKind.Finding, thing => comparison.Holds(thing.Finding!.Severity));
    }

    private static ThingTest OfPath(YamlFields fields, YamlNode node)
    {
        IReadOnlyList<PathGlob> patterns = fields.Globs(node, "path");
        return new ThingTest(
            Term.Is("path", patterns),
            ThingKind.Either,
            thing => patterns.Any(pattern => pattern.Matches(thing.Location)));
    }

    private static ThingTest OfOrigin(YamlFields fields, YamlNode node)
    {
        IReadOnlyList<LayerOrigin> origins = fields.Words<LayerOrigin>(node, "layer_origin");
        return new ThingTest(
            Term.Is("layer_origin", [.. origins.Select(EnumWord.Of)]),
            ThingKind.Either,
            thing => origins.Contains(thing.Origin));
    }

    private static ThingTest OfRemoved(YamlFields fields, YamlNode node)
    {
        bool wanted = fields.Flag(node, "removed");
        return new ThingTest(
            wanted ? "removed" : "not removed", ThingKind.Either, thing => thing.IsRemoved == wanted)
        {
            SeesRemoved = true,
        };
    }

    private static ThingTest OfEngines(YamlFields fields, YamlNode node)
    {
        Comparison comparison = Term.Comparison(fields, node, "engines_agreed");
        return new ThingTest(
            $"engines_agreed {comparison}",
            ThingKind.Finding,
            thing => thing.Sighting?.Malware is not null && comparison.Holds(Engines(thing).Count()));
    }

    // What merged engines say is a list; one that stood alone is the sighting's.
    private static IEnumerable<string> Engines(Thing thing) =>
        thing.Finding is RuleFinding found ? found.Engines.DefaultIfEmpty(found.Sighting.Engine) : [];

    private static Scanner[] ScannersOf(string rule) => rule.Split('/')[0] switch
    {
        "secrets" => [Scanner.Secret],
        "malware" => [Scanner.Malware],
        "webshell" => [Scanner.Webshell],
        "config" => [Scanner.Config],
        "license" => [Scanner.License],
        _ => [],
    };

    private static Term Only(Scanner[] scanners, Term term) =>
        term with { Read = (fields, node) => (ThingTest)term.Read(fields, node) with { Scanners = scanners } };

    private static string[] One(string? text) => text is null ? [] : [text];
}
