using System.Text;
using Skep.Core;
using Skep.Reports.Html;
using Skep.Testing;

namespace Skep.Reports.Tests.Html;

/// <summary>The page as a browser shows it.</summary>
public sealed class BrowserTests
{
    // Taken apart, so that it is only in the document when somebody's script has run.
    private const string Attack =
        "<img src=x onerror=\"document.body.setAttribute('data-' + 'owned', 1)\">"
        + "</script><script>document.body.setAttribute('data-' + 'owned', 1)</script>"
        + "<svg onload=\"document.body.setAttribute('data-' + 'owned', 1)\">{{data}}";

    [Fact]
    public void Everything_is_drawn_in_both_languages()
    {
        string english = Browser.Open(Page(SampleScan.Report, SampleScan.Clean), "lang=en&tab=all");
        string chinese = Browser.Open(Page(SampleScan.Report, SampleScan.Clean), "lang=zh&tab=all");

        string[] facts =
        [
            "malware/miner/xmrig", "# from the base image debian:10", "ENV API_TOKEN=********", "libssl1.1",
            "YARA 4.5.2",
            "opt/vendor/bin/tool", "not-from-nowhere", "a fixture of the unit tests", "usr/local/bin/ping",
        ];
        Assert.All(facts, fact => Assert.Contains(fact, english, StringComparison.Ordinal));
        Assert.All(facts, fact => Assert.Contains(fact, chinese, StringComparison.Ordinal));
        Assert.Contains("Policy production: blocked", english, StringComparison.Ordinal);
        Assert.Contains("17 of 17 shown", english, StringComparison.Ordinal);
        Assert.Contains("策略 production: 已阻断", chinese, StringComparison.Ordinal);
        Assert.Contains("显示 17 / 17", chinese, StringComparison.Ordinal);
        Assert.Contains("lang=\"zh-CN\"", chinese, StringComparison.Ordinal);
        Assert.DoesNotContain(">Not everything could be judged<", chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Finding_tells_its_class_in_words_and_how_to_see_and_fix_it()
    {
        string chinese = Browser.Open(Page(SampleScan.Report), "lang=zh&finding=f1");
        Assert.Contains("不可信数据反序列化 (CWE-502)", chinese, StringComparison.Ordinal);
        Assert.Contains("unzip -l app/app.jar", chinese, StringComparison.Ordinal);

        string english = Browser.Open(Page(SampleScan.Report), "lang=en&finding=f10");
        Assert.Contains("coin miner, XMRig", english, StringComparison.Ordinal);
        Assert.Contains("stratum+tcp://pool.example.org:3333", english, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_an_image_stay_names()
    {
        foreach (ScanReport report in new[] { HostileScan.Report, HostileScan.Of(Attack) })
        {
            string page = Browser.Open(Page(report), "lang=en&tab=all");

            Assert.DoesNotContain("data-owned", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202e', page);
        }
    }

    [Fact]
    public void Thousands_of_findings_are_drawn_as_far_as_they_are_seen()
    {
        VulnerabilityFinding one = SampleScan.Report.Vulnerabilities[1];
        ScanReport large = SampleScan.Report with
        {
            Vulnerabilities = [.. Enumerable.Range(0, 5_000).Select(i => one with { Id = $"n{i}" })],
        };

        string page = Browser.Open(Page(large), "lang=en&tab=findings");
        Assert.Contains("5009 of 5009 shown", page, StringComparison.Ordinal);
        Assert.InRange(page.Split("<tr>").Length, 50, 500);
    }

    private static string Page(params ScanReport[] reports)
    {
        using var output = new MemoryStream();
        new HtmlReportWriter().Write(reports, output, new ReportOptions { ShowRemoved = true });
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
