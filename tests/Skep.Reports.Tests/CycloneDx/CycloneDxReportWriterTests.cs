using Skep.Core;
using Skep.Reports.CycloneDx;
using Skep.Reports.Tests.Schemas;
using Skep.Testing;

namespace Skep.Reports.Tests.CycloneDx;

public sealed class CycloneDxReportWriterTests : ReportContract
{
    protected override IReportWriter Writer => new CycloneDxReportWriter();

    protected override string Golden => Testdata.PathOf("sample.cdx.json");

    [Fact]
    public void One_image_some_or_none_whatever_they_say_satisfy_the_schema() =>
        SchemaCheck.Require(Writer);
}
