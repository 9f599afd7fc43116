using Skep.Core;
using Skep.Engine.Bases;
using Skep.Testing;

namespace Skep.Engine.Tests.Bases;

public sealed class BaseIndexTests : IDisposable
{
    private static readonly DateTimeOffset Spring = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _folder = new();

    private BaseIndex Index => new(Path.Combine(_folder.Path, "bases"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_longest_chain_that_was_seen_as_an_image_is_the_base()
    {
        Index.Learn(Image("debian:12", "a"), isNamed: false);
        Index.Learn(Image("python:3", "a", "b"), isNamed: false);

        BaseImage found = Assert.IsType<BaseImage>(Index.Find(Image("app:1", "a", "b", "c")));

        Assert.Equal(("python:3", 2, BaseEvidence.Lineage), (found.Name, found.LayerCount, found.Evidence));
        Assert.True(found.Has(1));
        Assert.False(found.Has(2));
        Assert.Null(found.Has(null));
    }

    [Fact]
    public void A_base_that_somebody_named_goes_before_one_that_was_only_scanned()
    {
        Index.Learn(Image("debian:12", "a"), isNamed: true);
        Index.Learn(Image("app:1", "a", "b"), isNamed: false);

        Assert.Equal("debian:12", Index.Find(Image("app:2", "a", "b", "c"))?.Name);
    }

    [Fact]
    public void Other_layers_below_are_another_base_even_when_the_top_is_the_same() =>
        Assert.Null(Learned(Image("debian:12", "a", "b")).Find(Image("app:1", "x", "b", "c")));

    [Fact]
    public void An_image_is_not_its_own_base() =>
        Assert.Null(Learned(Image("app:1", "a", "b")).Find(Image("app:1", "a", "b")));

    [Fact]
    public void A_squashed_image_has_no_known_base() =>
        Assert.Null(Learned(Image("debian:12", "a")).Find(Image("app:1", "squashed")));

    [Fact]
    public void The_last_stage_of_a_multi_stage_build_counts_and_not_the_one_that_compiled()
    {
        Index.Learn(Image("golang:1", "a", "go"), isNamed: true);
        Index.Learn(Image("distroless", "d"), isNamed: true);

        Assert.Equal("distroless", Index.Find(Image("app:1", "d", "binary"))?.Name);
    }

    [Fact]
    public void A_base_is_outdated_once_a_newer_image_has_its_name()
    {
        Index.Learn(Image("debian:12", "a") with { Image = Named("debian:12", Spring) }, isNamed: true);
        Assert.False(Index.Find(Image("app:1", "a", "c"))?.IsOutdated);

        Index.Learn(Image("debian:12", "a2") with { Image = Named("debian:12", Spring.AddDays(9)) }, isNamed: true);
        Assert.True(Index.Find(Image("app:1", "a", "c"))?.IsOutdated);
        Assert.False(Index.Find(Image("app:1", "a2", "c"))?.IsOutdated);
    }

    [Fact]
    public void Without_a_known_chain_the_images_own_annotation_names_the_base()
    {
        ImageInventory image = Image("app:1", "a", "b") with
        {
            Configuration = new ImageConfiguration
            {
                Annotations = new Dictionary<string, string>
                {
                    ["org.opencontainers.image.base.name"] = "docker.io/library/debian:12",
                },
            },
        };

        BaseImage found = Assert.IsType<BaseImage>(Index.Find(image));

        Assert.Equal(("docker.io/library/debian:12", BaseEvidence.Annotation), (found.Name, found.Evidence));
        Assert.Null(found.Has(0));
    }

    [Fact]
    public void Damaged_entries_are_not_there()
    {
        Index.Learn(Image("debian:12", "a"), isNamed: true);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(_folder.Path, "bases")))
        {
            File.WriteAllText(file, "{\"name\":");
        }

        Assert.Null(Index.Find(Image("app:1", "a", "b")));
        Assert.Empty(Index.All());
    }

    [Fact]
    public void What_is_forgotten_is_no_base_any_more()
    {
        Index.Learn(Image("debian:12", "a"), isNamed: true);

        Assert.Equal("debian:12", Assert.Single(Index.All()).Name);
        Assert.Equal(1, Index.Forget("debian:12"));
        Assert.Equal(0, Index.Forget("debian:12"));
        Assert.Null(Index.Find(Image("app:1", "a", "b")));
    }

    private static ImageIdentity Named(string name, DateTimeOffset created) => new() { Name = name, Created = created };

    private static ImageInventory Image(string name, params string[] layers) => new()
    {
        Image = new ImageIdentity { Name = name },
        Configuration = new ImageConfiguration { History = [.. layers.Select((l, i) => new HistoryEntry(l, i))] },
        Layers =
        [
            .. layers.Select((layer, i) => new LayerSummary
            {
                Index = i,
                DiffId = Digest.Parse(SampleImage.DigestOf(System.Text.Encoding.UTF8.GetBytes(layer))),
            }),
        ],
    };

    private BaseIndex Learned(ImageInventory image)
    {
        Index.Learn(image, isNamed: false);
        return Index;
    }
}
