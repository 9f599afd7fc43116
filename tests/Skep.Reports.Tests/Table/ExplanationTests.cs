using System.Text;
using Skep.Core;
using Skep.Reports.Table;
using Skep.Testing;

namespace Skep.Reports.Tests.Table;

public sealed class ExplanationTests
{
    [Theory]
    [InlineData("CVE-2021-44228", "says of")]
    [InlineData("GHSA-jfh8-c2jp-5v3q", "CVE-2021-44228")]
    [InlineData("secrets/aws/access-key", "AWS access key")]
    [InlineData("secrets/aws", "AWS access key")]
    [InlineData("f11", "/lib/libhide.so")]
    [InlineData("/etc/ld.so.preload", "malware/persistence/ld-preload")]
    [InlineData("app/app.jar", "CVE-2021-44228")]
    [InlineData("secrets/generic/password", "a fixture of the unit tests")]
    public void Name_id_rule_or_path_is_explained(string asked, string expected)
    {
        (bool found, string page) = Explain(asked);

        Assert.True(found);
        Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CVE-1999-0001")]
    [InlineData("secrets/aws/access")]
    [InlineData("etc")]
    [InlineData("/")]
    [InlineData("")]
    public void What_is_not_there_is_not_found(string asked)
    {
        (bool found, string page) = Explain(asked);

        Assert.False(found);
        Assert.Contains("was not found", page, StringComparison.Ordinal);
    }

    private static (bool Found, string Page) Explain(string asked)
    {
        using var output = new MemoryStream();
        bool found = Explanation.Write(SampleScan.Report, asked, output, new ReportOptions());
        return (found, Encoding.UTF8.GetString(output.ToArray()));
    }
}
