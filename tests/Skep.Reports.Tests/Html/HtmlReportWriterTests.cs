using System.Text.RegularExpressions;
using Skep.Core;
using Skep.Reports.Html;
using Skep.Testing;

namespace Skep.Reports.Tests.Html;

public sealed class HtmlReportWriterTests : ReportContract
{
    protected override IReportWriter Writer => new HtmlReportWriter();

    protected override string Golden => Testdata.PathOf("sample.html");

    [Fact]
    public void Nothing_from_the_report_can_end_the_element_it_is_in()
    {
        string page = Write(new ReportOptions { ShowRemoved = true }, HostileScan.Report);

        // Those of the template and no others.
        Assert.Equal(2, Count(page, "</script"));
        Assert.Equal(2, Count(page, "<script"));
        Assert.Equal(0, Count(page, "<!--"));
        Assert.DoesNotContain('\u2028', page);
        Assert.DoesNotContain('\u202e', page);
    }

    [Fact]
    public void Page_fetches_nothing_and_makes_no_markup_of_strings()
    {
        string script = PageResource.Read("page.js");
        string style = PageResource.Read("page.css");

        string[] unsafely = ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "fetch("];
        foreach (string word in unsafely)
        {
            Assert.DoesNotContain(word, script, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", Write(new ReportOptions(), SampleScan.Report), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_word_of_the_page_is_there_in_both_languages()
    {
        string script = PageResource.Read("page.js");
        int english = script.IndexOf("    en: {", StringComparison.Ordinal);
        int chinese = script.IndexOf("    zh: {", StringComparison.Ordinal);
        int end = script.IndexOf("  };", chinese, StringComparison.Ordinal);

        Assert.Equal(Keys(script[english..chinese]), Keys(script[chinese..end]));
        Assert.InRange(Keys(script[english..chinese]).Length, 100, 1_000);
    }

    private static string[] Keys(string dictionary) =>
        [.. Regex.Matches(dictionary, @"(?:^|[,{])\s*(\w+): '", RegexOptions.NonBacktracking)
            .Select(match => match.Groups[1].Value)
            .Order(StringComparer.Ordinal)];

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
