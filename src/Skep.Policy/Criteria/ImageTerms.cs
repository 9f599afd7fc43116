using Skep.Core;
using Skep.Policy.Matching;
using Skep.Policy.Reading;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Criteria;

/// <summary>The names that ask of an image what it is, how old, and what it stands on.</summary>
internal static class ImageTerms
{
    public static IReadOnlyList<Term> All { get; } =
    [
        Term.Image("image_registry", (facts, pattern) => facts.Names.IsInRegistry(pattern), Name),
        Term.Image("required_image_registry", (facts, pattern) => facts.Names.IsInRegistry(pattern), Name, true),
        Term.Image(
            "image_remote",
            (fields, node) => fields.Globs(node, "image_remote"),
            (facts, pattern) => facts.Names.IsRemote(pattern),
            Name),
        Term.Image("image_tag", (facts, pattern) => facts.Names.IsTag(pattern), Name),
        new("image_age", OfAge),
        Flag("image_created_missing", facts => Answer.Of(
            facts.Created is null,
            facts.Created is { } created ? $"built on {created:yyyy-MM-dd}" : "it does not say when it was built")),
        Term.Image("image_os", IsSystem, System),
        Term.Image("required_image_os", IsSystem, System, true),
        Flag("end_of_life", EndOfLife),
        new("end_of_life_within_days", OfRemainingLife),
        new("base_image", (fields, node) => OfBase(fields, node, "base_image", mustMatch: false)),
        new("required_base_image", (fields, node) => OfBase(fields, node, "required_base_image", mustMatch: true)),
        Flag("unknown_base_image", facts => Answer.Of(
            facts.Base is null, facts.Base is { } known ? $"built on {known.Name}" : "no base image is known")),
        Flag("outdated_base_image", OutdatedBase),
        new("image_signature_verified_by", (fields, node) => new ImageTest(
            Term.Is("image_signature_verified_by", fields.Texts(node, "image_signature_verified_by")),
            _ => Answer.Unknown("this Skep does not verify signatures"))),
    ];

    public static Term Flag(string name, Func<PolicyFacts, Answer> ask) => new(name, (fields, node) =>
    {
        bool wanted = fields.Flag(node, name);
        return new ImageTest(wanted ? name : "not " + name, facts => ask(facts) switch
        {
            { Kind: AnswerKind.Unknown } unknown => unknown,
            var answer => answer with
            {
                Kind = answer.Kind == AnswerKind.Yes == wanted
                ? AnswerKind.Yes
                : AnswerKind.No
            },
        });
    });

    private static string Name(PolicyFacts facts) => facts.Names.ToString();

    private static ImageTest OfAge(YamlFields fields, YamlNode node)
    {
        Comparison comparison = Term.Comparison(fields, node, "image_age");
        return new ImageTest($"image_age {comparison}", facts => facts.Created is { } created
            ? Answer.Of(
                comparison.Holds(facts.DaysSince(created)),
                $"built {facts.DaysSince(created)} days ago; asked about is {comparison}")
            : Answer.Unknown("the image does not say when it was built"));
    }

    // ID:VERSION as in debian:12; an image without a system has no packages of one either.
    private static bool IsSystem(PolicyFacts facts, string pattern)
    {
        Distribution? system = facts.Report.Inventory.Distribution;
        string text = system is null ? "none" : $"{system.Id}:{system.VersionId}";
        return TextGlob.Matches(pattern, text) || (system is not null && TextGlob.Matches(pattern, system.Id));
    }

    private static string System(PolicyFacts facts) => facts.Report.Inventory.Distribution switch
    {
        null => "an image without an operating system",
        { PrettyName.Length: > 0 } system => system.PrettyName,
        var system => $"{system.Id} {system.VersionId}".Trim(),
    };

    private static Answer EndOfLife(PolicyFacts facts) => facts.Report.Coverage switch
    {
        { IsEndOfLife: true, EndOfLife: { } day } =>
            Answer.Yes($"{System(facts)} gets no fixes since {day:yyyy-MM-dd}"),
        { IsEndOfLife: true } => Answer.Yes($"{System(facts)} gets no fixes any more"),
        { EndOfLife: { } day } => Answer.No($"{System(facts)} gets fixes until {day:yyyy-MM-dd}"),
        var coverage when coverage.Gaps.Any(gap => gap.Code == "distribution/unknown") =>
            Answer.Unknown($"nobody knows how long {System(facts)} gets fixes"),
        _ => Answer.No($"{System(facts)} has no known end of life"),
    };

    private static ImageTest OfRemainingLife(YamlFields fields, YamlNode node)
    {
        int days = fields.Count(node, "end_of_life_within_days");
        return new ImageTest($"end_of_life_within_days {days}", facts =>
        {
            if (facts.Report.Coverage is not { IsEndOfLife: false, EndOfLife: { } day })
            {
                return EndOfLife(facts);
            }

            int left = day.DayNumber - DateOnly.FromDateTime(facts.Report.CreatedAt.UtcDateTime).DayNumber;
            return Answer.Of(left <= days, $"{System(facts)} gets fixes for {left} more days; asked about are {days}");
        });
    }

    private static ImageTest OfBase(YamlFields fields, YamlNode node, string name, bool mustMatch)
    {
        IReadOnlyList<PathGlob> patterns = fields.Globs(node, name);
        string list = string.Join(", ", patterns);
        return new ImageTest(Term.Is(name, patterns), facts =>
        {
            if (facts.Base is not { } known)
            {
                return Answer.Unknown("no base image is known");
            }

            var names = new ImageNames(new ImageIdentity { Name = known.Name });
            bool any = patterns.Any(names.Match);
            return Answer.Of(any != mustMatch, $"its base {known.Name} is {(any ? string.Empty : "not ")}of {list}");
        });
    }

    private static Answer OutdatedBase(PolicyFacts facts) => facts.Base switch
    {
        null => Answer.Unknown("no base image is known"),
        { IsOutdated: true } known => Answer.Yes($"a newer {known.Name} was seen"),
        var known => Answer.No($"no newer {known.Name} was seen"),
    };
}
