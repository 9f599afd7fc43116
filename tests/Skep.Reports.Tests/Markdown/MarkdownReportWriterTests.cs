using System.Text;
using Skep.Core;
using Skep.Reports.Markdown;
using Skep.Testing;

namespace Skep.Reports.Tests.Markdown;

public sealed class MarkdownReportWriterTests : ReportContract
{
    protected override IReportWriter Writer => new MarkdownReportWriter();

    protected override string Golden => Testdata.PathOf("sample.md");

    [Fact]
    public void Comment_stays_within_the_limit_however_much_was_found()
    {
        VulnerabilityFinding one = SampleScan.Report.Vulnerabilities[0];
        ScanReport large = SampleScan.Report with { Vulnerabilities = [.. Enumerable.Repeat(one, 5_000)] };

        foreach (ScanReport[] reports in new ScanReport[][] { [large], [large, large], [HostileScan.Long] })
        {
            string text = Write(new ReportOptions { ShowRemoved = true }, reports);
            Assert.InRange(Encoding.UTF8.GetByteCount(text), 500, MarkdownReportWriter.MaxBytes);
        }

        Assert.Contains("which do not fit here", Write(new ReportOptions(), large), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert\\(1\\)&gt;")]
    [InlineData("[a](http://evil)", "\\[a\\]\\(http&#58;//evil\\)")]
    [InlineData("@everyone #1 !42", "@<!-- -->everyone #<!-- -->1 !<!-- -->42")]
    [InlineData("a|b", "a&#124;b")]
    [InlineData("www.evil.example", "www&#46;evil.example")]
    public void Names_are_shown_and_not_obeyed(string text, string expected) =>
        Assert.Equal(expected, MarkdownText.Escape(text));

    [Theory]
    [InlineData("plain/path", "`plain/path`")]
    [InlineData("`tick", "\\`tick")]
    [InlineData("a|b", "a&#124;b")]
    public void Code_cannot_be_left(string text, string expected) => Assert.Equal(expected, MarkdownText.Code(text));
}
