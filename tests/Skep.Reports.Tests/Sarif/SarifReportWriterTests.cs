using Skep.Core;
using Skep.Reports.Sarif;
using Skep.Reports.Tests.Schemas;
using Skep.Testing;

namespace Skep.Reports.Tests.Sarif;

public sealed class SarifReportWriterTests : ReportContract
{
    protected override IReportWriter Writer => new SarifReportWriter();

    protected override string Golden => Testdata.PathOf("sample.sarif");

    [Fact]
    public void One_image_some_or_none_whatever_they_say_satisfy_the_schema() =>
        SchemaCheck.Require(Writer);
}
