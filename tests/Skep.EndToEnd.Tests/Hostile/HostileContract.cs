namespace Skep.EndToEnd.Tests.Hostile;

/// <summary>
/// What holds for every image, whoever made it: the scan ends, in little memory, with a report or one line that says
/// why not; it never crashes.
/// </summary>
public abstract class HostileContract : IDisposable
{
    private protected SkepCommand Skep { get; } = new();

    public void Dispose()
    {
        Skep.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Scans an OCI layout of these layers.</summary>
    private protected Task<SkepRun> ScanAsync(params (string MediaType, byte[] Blob)[] layers)
    {
        Samples.WriteLayout(Skep.PathOf("layout"), layers);
        return SurviveAsync("oci:layout");
    }

    private protected Task<SkepRun> ScanTarAsync(byte[] tar) => ScanAsync((HostileLayer.TarType, tar));

    private protected async Task<SkepRun> SurviveAsync(params string[] references)
    {
        SkepRun run = await Skep.RunAsync(["image", .. references, "-f", "json"]);
        Survived(run);
        return run;
    }

    private protected static void Survived(SkepRun run)
    {
        Assert.True(run.ExitCode is 0 or 3, run.ToString());
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
        Assert.True(run.PeakMemory <= SkepCommand.MostMemory, $"{run.PeakMemory >> 20} MiB at its peak");
        if (run.ExitCode == 0)
        {
            Assert.NotEqual(default, run.Report);
        }
        else
        {
            Assert.NotEqual(string.Empty, run.Error);
        }
    }

    /// <summary>The report says that something could not be read, or why there is none.</summary>
    private protected static void SaysSo(SkepRun run) => Assert.True(
        run.Output.Length == 0 ? run.Error.Length > 0 : run.Problems.Any() || run.Gaps.Any(IsAboutTheImage),
        run.ToString());

    private static bool IsAboutTheImage(string gap) => gap.StartsWith("image/", StringComparison.Ordinal);
}
