using Skep.Core;
using Skep.Policy.Reading;
using YamlDotNet.RepresentationModel;

namespace Skep.Policy.Cases;

/// <summary>Reads what a case says of how much was looked at.</summary>
internal sealed class CoverageFacts(YamlFields fields)
{
    public Coverage Read(YamlNode node, Coverage coverage)
    {
        fields.Read(node, "coverage", new()
        {
            ["scanners"] = value =>
                coverage = coverage with { Scanners = fields.Words<Scanner>(value, "scanners") },
            ["engines"] = value =>
                coverage = coverage with { Engines = [.. fields.Items(value, "engines").Select(Engine)] },
            ["gaps"] = value => coverage = coverage with
            {
                Gaps = [.. fields.Texts(value, "gaps").Select(code => new CoverageGap(code, "a fact of the case"))],
            },
            ["stale_feeds"] = value => coverage = coverage with
            {
                Feeds =
                [
                    .. fields.Texts(value, "stale_feeds").Select(id => new FeedCoverage(id, id, null, null, true)),
                ],
            },
            ["starter_set_only"] = value =>
                coverage = coverage with { StarterSetOnly = fields.Flag(value, "starter_set_only") },
            ["unknown_binaries"] = value =>
                coverage = coverage with { UnknownBinaries = fields.Count(value, "unknown_binaries") },
            ["end_of_life"] = value => coverage = coverage with { EndOfLife = fields.Date(value, "end_of_life") },
        });
        return coverage;
    }

    private EngineCoverage Engine(YamlNode node)
    {
        var engine = new EngineCoverage(string.Empty, string.Empty, EngineState.Ran);
        fields.Read(node, "an engine", new()
        {
            ["id"] = value => engine = engine with { Id = fields.Text(value, "id") },
            ["state"] = value => engine = engine with { State = fields.Word<EngineState>(value, "state") },
            ["signatures_of"] = value => engine = engine with
            {
                SignaturesOf = fields.Date(value, "signatures_of") is { } day ? FactsReader.Time(day) : null,
            },
        });
        return engine;
    }
}
