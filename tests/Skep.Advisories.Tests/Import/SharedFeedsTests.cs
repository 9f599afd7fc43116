using Skep.Core;

namespace Skep.Advisories.Tests.Import;

/// <summary>The upstream files of the shared folder, read as they are.</summary>
public sealed class SharedFeedsTests(SharedDatabase shared, ITestOutputHelper output)
{
    [Fact]
    public async Task Shared_folder_is_read_as_it_is()
    {
        ImportResult result = await shared.ImportAsync(TestContext.Current.CancellationToken);

        foreach (var feed in result.Parts.GroupBy(part => part.Feed, StringComparer.Ordinal))
        {
            output.WriteLine(
                $"{feed.Key}: {feed.Sum(p => p.Advisories)} records, {feed.Sum(p => p.Rows)} rows");
        }

        output.WriteLine($"cpu {shared.Cpu}, {new ByteSize(shared.Size)}, {result.Files} files");
        foreach ((string path, int count) in result.Unrecognised)
        {
            output.WriteLine($"unrecognised: {path} {count}");
        }

        foreach (Problem problem in result.Problems.Take(30))
        {
            output.WriteLine($"problem: {problem}");
        }

        Assert.True(result.Files > 60_000);
        Assert.InRange(result.ProblemCount, 0, 10);
    }
}
