using Skep.Core;
using Skep.Policy.Reading;
using Skep.Yaml;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Criteria;

/// <summary>A name that may stand under a rule's <c>when</c>, and how its value becomes a criterion.</summary>
internal sealed record Term(string Name, Func<YamlFields, YamlNode, Criterion> Read)
{
    /// <summary>Things for which one of some patterns meets one of some texts.</summary>
    public static Term Globs(string name, ThingKind kind, Func<Thing, IEnumerable<string>> texts) =>
        new(name, (fields, node) =>
        {
            IReadOnlyList<string> patterns = fields.Texts(node, name);
            return new ThingTest(
                Is(name, patterns),
                kind,
                thing => texts(thing).Any(text => patterns.Any(pattern => TextGlob.Matches(pattern, text))));
        });

    /// <summary>Things with a number; those without one are not selected.</summary>
    public static Term Number(string name, Func<Thing, double?> number) =>
        new(name, (fields, node) =>
        {
            Comparison comparison = Comparison(fields, node, name);
            return new ThingTest(
                $"{name} {comparison}",
                ThingKind.Finding,
                thing => number(thing) is { } value && comparison.Holds(value))
            { Scanners = [Scanner.Vuln] };
        });

    public static Term Flag(string name, Func<Thing, bool?> flag) =>
        new(name, (fields, node) =>
        {
            bool wanted = fields.Flag(node, name);
            return new ThingTest(
                wanted ? name : "not " + name,
                ThingKind.Finding,
                thing => flag(thing) == wanted)
            { Scanners = [Scanner.Vuln] };
        });

    /// <summary>Images for which one of some patterns meets one of some texts.</summary>
    public static Term Image(
        string name, Func<PolicyFacts, string, bool> matches, Func<PolicyFacts, string> actual, bool mustMatch = false)
        =>
        Image(name, (fields, node) => fields.Texts(node, name), matches, actual, mustMatch);

    public static Term Image<T>(
        string name,
        Func<YamlFields, YamlNode, IReadOnlyList<T>> read,
        Func<PolicyFacts, T, bool> matches,
        Func<PolicyFacts, string> actual,
        bool mustMatch = false)
        =>
        new(name, (fields, node) =>
        {
            IReadOnlyList<T> patterns = read(fields, node);
            return new ImageTest(Is(name, patterns), facts =>
            {
                bool any = patterns.Any(pattern => matches(facts, pattern));
                string list = string.Join(", ", patterns);
                return Answer.Of(any != mustMatch, $"{actual(facts)} is {(any ? string.Empty : "not ")}of {list}");
            });
        });

    public static Comparison Comparison(YamlFields fields, YamlNode node, string name)
    {
        if (!Criteria.Comparison.TryParse(SafeYaml.Text(node) ?? string.Empty, out Comparison comparison))
        {
            fields.Problem(node, $"{name} is a number, perhaps after one of >=, >, =, <, <=");
        }

        return comparison;
    }

    public static string Is<T>(string name, IReadOnlyList<T> values) => $"{name} {string.Join(" or ", values)}";
}
