using Skep.Core;

namespace Skep.Images.Tests;

public sealed class ImageReferenceTests
{
    private const string Hash = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("alpine", "docker.io/library/alpine:latest", "alpine:latest")]
    [InlineData("nginx:1.25", "docker.io/library/nginx:1.25", "nginx:1.25")]
    [InlineData("docker.io/alpine", "docker.io/library/alpine:latest", "alpine:latest")]
    [InlineData("index.docker.io/library/alpine", "docker.io/library/alpine:latest", "alpine:latest")]
    [InlineData("grafana/grafana", "docker.io/grafana/grafana:latest", "grafana/grafana:latest")]
    [InlineData("host:5000/a/b@" + Hash, "host:5000/a/b@" + Hash, "host:5000/a/b@" + Hash)]
    [InlineData("localhost/a", "localhost/a:latest", "localhost/a:latest")]
    [InlineData("ghcr.io/a/b_c.d--e:v1@" + Hash, "ghcr.io/a/b_c.d--e:v1@" + Hash, "ghcr.io/a/b_c.d--e:v1@" + Hash)]
    [InlineData("[::1]:5000/a", "[::1]:5000/a:latest", "[::1]:5000/a:latest")]
    public void Names_are_completed_as_docker_does(string text, string full, string familiar)
    {
        ImageReference reference = ImageReference.Parse(text);

        Assert.Equal(full, reference.ToString());
        Assert.Equal(familiar, reference.Familiar);
        Assert.Equal(reference, ImageReference.Parse(reference.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Alpine")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("a..b")]
    [InlineData("a___b")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a:")]
    [InlineData("a:-x")]
    [InlineData("a@sha256:12")]
    [InlineData("host:port/a")]
    [InlineData("a b")]
    [InlineData("a?x=1")]
    [InlineData("user@host.io/a")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void What_is_no_reference_is_refused(string text)
    {
        Assert.False(ImageReference.TryParse(text, out _));
        Assert.Equal(ErrorKind.Invalid, Assert.Throws<SkepException>(() => ImageReference.Parse(text)).Kind);
    }

    [Fact]
    public void Whatever_is_typed_is_parsed_or_refused() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.String[CsCheck.Gen.Char["ab.:/@_-[]A0"], 0, 20],
            text => ImageReference.TryParse(text, out ImageReference? r)
                ? ImageReference.Parse(r.ToString()) == r
                : r is null);
}
