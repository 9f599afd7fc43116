using Skep.Core;
using Skep.Reports.Csv;
using Skep.Testing;

namespace Skep.Reports.Tests.Csv;

public sealed class CsvReportWriterTests : ReportContract
{
    protected override IReportWriter Writer => new CsvReportWriter();

    protected override string Golden => Testdata.PathOf("sample.csv");

    protected override string LineEnd => "\r\n";

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two lines\"")]
    [InlineData("", "")]
    public void Cell_is_quoted_and_never_a_formula(string text, string expected) =>
        Assert.Equal(expected, CsvReportWriter.Cell(text));

    [Fact]
    public void Every_row_has_every_column_whatever_the_names_are()
    {
        var options = new ReportOptions { ShowRemoved = true };
        string[] rows = Write(options, SampleScan.Report, HostileScan.Report).Split("\r\n");

        Assert.Equal(string.Empty, rows[^1]);
        int expected = 1 + Entries(SampleScan.Report) + Entries(HostileScan.Report);
        Assert.Equal(expected, rows.Length - 1);
        Assert.All(rows.SkipLast(1), row => Assert.Equal(rows[0].Split(',').Length, Cells(row)));
    }

    private static int Entries(ScanReport report) =>
        report.AllFindings.Count() + report.Suppressed.Count + report.Coverage.Gaps.Count;

    private static int Cells(string row)
    {
        bool isQuoted = false;
        int cells = 1;
        foreach (char c in row)
        {
            isQuoted ^= c == '"';
            cells += c == ',' && !isQuoted ? 1 : 0;
        }

        return cells;
    }
}
