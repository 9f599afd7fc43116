using Skep.Core;
using Skep.Reports.Json;
using Skep.Reports.Tests.Schemas;
using Skep.Testing;

namespace Skep.Reports.Tests.Json;

public sealed class JsonReportWriterTests : ReportContract
{
    protected override IReportWriter Writer => new JsonReportWriter();

    protected override string Golden => Testdata.PathOf("sample.json");

    [Fact]
    public void What_is_written_is_read_back_whole()
    {
        using var file = new MemoryStream();
        Writer.Write([SampleScan.Report, SampleScan.Clean], file, new ReportOptions());
        file.Position = 0;

        IReadOnlyList<ScanReport> read = ScanReportReader.Read(file);

        Assert.Equal(2, read.Count);
        DeepEqual.Check(SampleScan.Report, read[0]);
        DeepEqual.Check(SampleScan.Clean, read[1]);
    }

    [Fact]
    public void One_image_some_or_none_whatever_they_say_satisfy_the_schema() =>
        SchemaCheck.Require(Writer);
}
