using System.Text;
using Skep.Core;
using Skep.Reports.Json;
using Skep.Testing;

namespace Skep.Reports.Tests.Json;

public sealed class ScanReportReaderTests
{
    private static readonly byte[] Sample = Write();

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schema":"other","version":1,"reports":[]}""")]
    [InlineData("""{"schema":"skep-report","version":2,"reports":[]}""")]
    [InlineData("""{"schema":"skep-report","version":1,"reports":[null]}""")]
    [InlineData("""{"schema":"skep-report","version":1,"reports":[{}]}""")]
    [InlineData("""{"schema":"skep-report","version":1}""")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"alpine"}""")]
    public void What_is_no_report_is_refused(string text) =>
        Assert.Equal(ErrorKind.Invalid, Assert.Throws<SkepException>(() => Read(Encoding.UTF8.GetBytes(text))).Kind);

    [Fact]
    public void Unknown_members_of_a_later_minor_change_are_skipped() =>
        Assert.Empty(Read("""{"schema":"skep-report","version":1,"reports":[],"extra":{"a":1}}"""u8.ToArray()));

    [Fact]
    public void Deep_nesting_is_refused()
    {
        string nested = new string('[', 10_000) + new string(']', 10_000);
        string deep = """{"schema":"skep-report","version":1,"reports":[],"x":""" + nested + "}";

        Assert.Throws<SkepException>(() => Read(Encoding.UTF8.GetBytes(deep)));
    }

    [Fact]
    public void Cut_or_damaged_report_is_refused_or_read_but_never_worse()
    {
        IEnumerable<byte[]> samples = Mutations.Truncations(Sample, 200)
            .Concat(Enumerable.Range(0, 200).Select(seed => Mutations.Damage(Sample, seed)));
        foreach (byte[] sample in samples)
        {
            try
            {
                // Whatever was accepted can also be written: no null slipped through.
                new JsonReportWriter().Write(Read(sample), Stream.Null, new ReportOptions());
            }
            catch (SkepException e)
            {
                Assert.Equal(ErrorKind.Invalid, e.Kind);
            }
        }
    }

    private static IReadOnlyList<ScanReport> Read(byte[] bytes) => ScanReportReader.Read(new MemoryStream(bytes));

    private static byte[] Write()
    {
        using var output = new MemoryStream();
        new JsonReportWriter().Write([SampleScan.Report], output, new ReportOptions());
        return output.ToArray();
    }
}
