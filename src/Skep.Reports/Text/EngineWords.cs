using Skep.Core;

namespace Skep.Reports.Text;

/// <summary>What formats say of malware engines.</summary>
internal static class EngineWords
{
    /// <summary>Those that did not do their work, without those a gap speaks of.</summary>
    public static IEnumerable<EngineCoverage> NotRun(Coverage coverage) =>
        coverage.Engines.Where(engine => engine.State != EngineState.Ran
            && !coverage.Gaps.Any(gap => gap.Code == CoverageGap.Engine + engine.Id));

    /// <summary>"YARA 4.5.2 failed: undefined identifier".</summary>
    public static string Sentence(EngineCoverage engine)
    {
        string state = engine.State switch
        {
            EngineState.Ran => "ran",
            EngineState.Absent => "did not run",
            _ => "failed",
        };
        return string.IsNullOrEmpty(engine.Message)
            ? $"{engine.Title} {state}"
            : $"{engine.Title} {state}: {engine.Message}";
    }
}
