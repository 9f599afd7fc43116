using System.Text.Json;
using Skep.Core;
using Skep.Reports.GitLab;
using Skep.Reports.Tests.Schemas;
using Skep.Testing;

namespace Skep.Reports.Tests.GitLab;

public sealed class GitLabReportWriterTests : ReportContract
{
    protected override IReportWriter Writer => new GitLabReportWriter();

    protected override string Golden => Testdata.PathOf("sample.gitlab.json");

    [Fact]
    public void One_image_some_or_none_whatever_they_say_satisfy_the_schema() =>
        SchemaCheck.Require(Writer);

    [Fact]
    public void Only_vulnerabilities_are_written_each_under_the_kind_of_its_name()
    {
        using var document = JsonDocument.Parse(Write(new ReportOptions(), SampleScan.Report));
        JsonElement[] all = [.. document.RootElement.GetProperty("vulnerabilities").EnumerateArray()];

        Assert.Equal(SampleScan.Report.Vulnerabilities.Count(f => !f.Package.IsRemoved), all.Length);
        Assert.Equal(
            ["cve", "ghsa", "cwe", "cwe"],
            all[0].GetProperty("identifiers").EnumerateArray().Select(i => i.GetProperty("type").GetString()));
    }
}
