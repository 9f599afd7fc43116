using System.Text.Json;

namespace Skep.EndToEnd.Tests;

/// <summary>What a run of the command left behind.</summary>
/// <param name="PeakMemory">The most memory it held at once, in bytes; 0 where it ended too soon to be seen.</param>
/// <param name="TimeToEnd">From the last that was done to it to its end.</param>
internal sealed record SkepRun(int ExitCode, string Output, string Error, long PeakMemory, TimeSpan TimeToEnd)
{
    private const int MostShown = 3000;

    /// <summary>The report of a run with <c>-f json</c>.</summary>
    public JsonElement Document => JsonDocument.Parse(Output).RootElement;

    /// <summary>Its first image.</summary>
    public JsonElement Report => Document.GetProperty("reports")[0];

    public IEnumerable<string> Findings => Report.List("vulnerabilities")
        .Select(finding => finding.GetProperty("vulnerability").GetProperty("id").GetString()!);

    /// <summary><c>name version</c>.</summary>
    public IEnumerable<string> Packages => Report.List("packages")
        .Select(package => $"{package.GetProperty("name").GetString()} {package.GetProperty("version").GetString()}");

    public IEnumerable<string> Gaps => Report.GetProperty("coverage").List("gaps")
        .Select(gap => gap.GetProperty("code").GetString()!);

    /// <summary><c>location: message</c>.</summary>
    public IEnumerable<string> Problems => Report.List("problems").Select(problem =>
        $"{problem.GetProperty("location").GetString()}: {problem.GetProperty("message").GetString()}");

    public SkepRun Exits(int code)
    {
        Assert.True(ExitCode == code, $"not {code}: {this}");
        return this;
    }

    public override string ToString() => $"exit code {ExitCode}\n{Cut(Error)}\n{Cut(Output)}";

    private static string Cut(string text) => text.Length <= MostShown ? text : text[..MostShown] + "…";
}

/// <summary>Reads members of a report that are left out when empty.</summary>
internal static class ReportJson
{
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray() : [];
}
