using System.Text;
using Skep.Core;

namespace Skep.Testing;

/// <summary>
/// What every report format promises. Inherit it and give the format; its golden file lies in <c>Testdata</c> beside
/// the test.
/// </summary>
/// <remarks><c>SKEP_ACCEPT=1</c> rewrites golden files; look at the difference before committing it.</remarks>
public abstract class ReportContract
{
    protected abstract IReportWriter Writer { get; }

    /// <summary>The golden file: <c>Testdata.PathOf("sample.json")</c>.</summary>
    protected abstract string Golden { get; }

    /// <summary>Where the format's specification wants another.</summary>
    protected virtual string LineEnd => "\n";

    [Fact]
    public void Sample_is_written_as_the_golden_file_shows() =>
        AssertGolden(Golden, Write(new ReportOptions(), SampleScan.Report, SampleScan.Clean));

    [Fact]
    public void Same_reports_give_the_same_bytes() =>
        Assert.Equal(Write(new ReportOptions(), SampleScan.Report), Write(new ReportOptions(), SampleScan.Report));

    [Fact]
    public void No_report_at_all_is_still_well_formed() => Assert.NotNull(Write(new ReportOptions()));

    [Fact]
    public void Hostile_texts_reach_nobody_as_control_characters()
    {
        var everything = new ReportOptions { ListAllPackages = true, ShowRemoved = true, ShowSuppressed = true };
        foreach (ScanReport report in new[] { HostileScan.Report, HostileScan.Long })
        {
            string text = Write(everything, report).Replace(LineEnd, "\n", StringComparison.Ordinal);
            Assert.DoesNotContain(text, c => c != '\n' && char.IsControl(c));
        }
    }

    [Fact]
    public void Output_ends_with_one_line_feed() =>
        Assert.Matches(@"[^\n]\n\z", Write(new ReportOptions(), SampleScan.Report));

    protected string Write(ReportOptions options, params ScanReport[] reports)
    {
        using var output = new MemoryStream();
        Writer.Write(reports, output, options);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output.ToArray());
    }

    protected static void AssertGolden(string path, string actual)
    {
        if (Environment.GetEnvironmentVariable("SKEP_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} is missing: run once with SKEP_ACCEPT=1");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
