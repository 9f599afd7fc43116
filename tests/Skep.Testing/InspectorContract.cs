using Skep.Core;

namespace Skep.Testing;

/// <summary>
/// What every inspector promises. Inherit it, give the inspector and a good sample, add the tests of its own
/// format.
/// </summary>
public abstract class InspectorContract
{
    private const int DamagedSamples = 300;

    protected abstract IInspector Inspector { get; }

    /// <summary>A well-formed file in which the inspector finds at least one thing.</summary>
    protected abstract byte[] Sample { get; }

    /// <summary>A path that the inspector asks for.</summary>
    protected abstract string SamplePath { get; }

    protected virtual int SampleMode => FileView.DefaultMode;

    [Fact]
    public async Task Sample_is_understood_without_a_problem()
    {
        RecordingSink found = await Inspect(Sample);

        Assert.Empty(found.Problems);
        Assert.True(
            found.Packages.Count + found.Distributions.Count + found.Owned.Count + found.Licenses.Count
                + found.Sightings.Count + found.Traits.Count + found.Digests.Count + found.Claims.Count > 0,
            "nothing was found");
    }

    [Fact]
    public async Task Same_bytes_give_the_same_findings() =>
        Assert.Equal((await Inspect(Sample)).Dump(), (await Inspect(Sample)).Dump());

    [Fact]
    public async Task Truncated_file_is_survived()
    {
        foreach (byte[] cut in Mutations.Truncations(Sample))
        {
            await Inspect(cut);
        }
    }

    [Fact]
    public async Task Damaged_file_is_survived()
    {
        for (int seed = 0; seed < DamagedSamples; seed++)
        {
            await Inspect(Mutations.Damage(Sample, seed));
        }
    }

    [Fact]
    public async Task Cancellation_is_heeded()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        // Small files may finish first; what must not happen is any other exception.
        try
        {
            await Inspect(Sample, source.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.True(source.IsCancellationRequested);
        }
    }

    [Fact]
    public void Identity_is_path_like_and_wishes_are_stated()
    {
        Assert.Matches("^[a-z0-9.-]+(/[a-z0-9.-]+)+$", Inspector.Id.Value);
        Assert.True(Inspector.Version > 0);
        Assert.True(Inspector.Wants.Globs.Count + Inspector.Wants.Magics.Count > 0);
    }

    protected Task<RecordingSink> Inspect(byte[] content) => Inspect(content, CancellationToken.None);

    protected async Task<RecordingSink> Inspect(
        byte[] content, CancellationToken cancellationToken, string? path = null)
    {
        LayerPath at = LayerPath.Parse(path ?? SamplePath);
        var sink = new RecordingSink(at, Inspector.Id);
        await Inspector.InspectAsync(new FileView(at, content, SampleMode), sink, cancellationToken);
        return sink;
    }
}
