using Skep.Core;

namespace Skep.Compliance.Tests;

public sealed class DockerfileTextTests
{
    private static readonly ImageConfiguration Configuration = new()
    {
        History =
        [
            new HistoryEntry("ADD file:abc in /", 0),
            new HistoryEntry("CMD [\"bash\"]", null),
            new HistoryEntry("RUN apt-get update \t&& echo 'a && b' && (cd /x && make)", 1),
            new HistoryEntry(string.Empty, 2),
        ],
    };

    [Fact]
    public void Commands_stand_on_lines_of_their_own_with_their_layer()
    {
        IReadOnlyList<DockerfileLine> lines = DockerfileText.From(Configuration, null);

        Assert.Equal(
            [
                "# the base image is not known", "ADD file:abc in /", "CMD [\"bash\"]", "RUN apt-get update \\",
                "    && echo 'a && b' && (cd /x && make)", "# an instruction that is not recorded",
            ],
            lines.Select(line => line.Text));
        Assert.Equal([null, 0, null, 1, 1, 2], lines.Select(line => line.LayerIndex));
        Assert.Equal([null, 0, 1, 2, 2, 3], lines.Select(line => line.HistoryIndex));
    }

    [Fact]
    public void Base_takes_the_place_of_its_instructions()
    {
        var known = new BaseImage("debian:12", BaseEvidence.Lineage) { LayerCount = 1 };

        Assert.Equal(
            ["FROM debian:12", "CMD [\"bash\"]"],
            DockerfileText.From(Configuration, known).Select(line => line.Text).Take(2));
    }
}
