using Skep.Core;
using Skep.Reports.Spdx;
using Skep.Reports.Tests.Schemas;
using Skep.Testing;

namespace Skep.Reports.Tests.Spdx;

// No registry has the official schema of SPDX 2.3; Schemas holds a narrower one that says what it was compared with.
public sealed class SpdxReportWriterTests : ReportContract
{
    protected override IReportWriter Writer => new SpdxReportWriter();

    protected override string Golden => Testdata.PathOf("sample.spdx.json");

    [Fact]
    public void One_image_some_or_none_whatever_they_say_satisfy_the_schema() =>
        SchemaCheck.Require(Writer);
}
