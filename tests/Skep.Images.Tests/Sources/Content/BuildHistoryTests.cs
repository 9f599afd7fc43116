using Skep.Images.Sources.Content;

namespace Skep.Images.Tests.Sources.Content;

public sealed class BuildHistoryTests
{
    [Theory]
    [InlineData("/bin/sh -c #(nop)  CMD [\"x\"]", "CMD [\"x\"]")]
    [InlineData("/bin/sh -c #(nop) ADD file:b1f in / ", "ADD file:b1f in /")]
    [InlineData("/bin/sh -c apk add curl", "RUN apk add curl")]
    [InlineData("|2 A=1 B=two words /bin/sh -c make $A", "RUN make $A")]
    [InlineData("RUN /bin/sh -c apk add curl # buildkit", "RUN apk add curl")]
    [InlineData("RUN |1 A=1 /bin/sh -c apk add $A # buildkit", "RUN apk add $A")]
    [InlineData("RUN /bin/bash -o pipefail -c true # buildkit", "RUN /bin/bash -o pipefail -c true")]
    [InlineData("COPY dir:4e2 in /app ", "COPY dir:4e2 in /app")]
    [InlineData("COPY . /app # buildkit", "COPY . /app")]
    [InlineData("CMD [\"node\" \"a b\"]", "CMD [\"node\" \"a b\"]")]
    [InlineData("bazel build ...", "bazel build ...")]
    [InlineData("", "")]
    public void Instruction_is_shown_as_its_author_wrote_it(string createdBy, string instruction) =>
        Assert.Equal(instruction, BuildHistory.Clean(createdBy));

    [Fact]
    public void Long_script_is_cut() => Assert.True(BuildHistory.Clean(new string('x', 100_000)).Length < 5000);

    [Fact]
    public void History_that_does_not_number_the_layers_names_none()
    {
        JsonView history = JsonView.Parse(
            """{"h":[{"created_by":"RUN a"},{"empty_layer":true},{"created_by":"RUN c"}]}"""u8.ToArray(), "test");

        Assert.Equal(["RUN a", "RUN c"], BuildHistory.Instructions(BuildHistory.Read(history.Items("h"), 2), 2));
        Assert.Equal([string.Empty], BuildHistory.Instructions(BuildHistory.Read(history.Items("h"), 1), 1));
        Assert.Equal([string.Empty, string.Empty], BuildHistory.Instructions([], 2));
    }

    [Theory]
    [InlineData("linux/arm64/v8", "linux/arm64", true)]
    [InlineData("linux/aarch64", "linux/arm64", true)]
    [InlineData("linux/arm/v7", "linux/arm/v7", true)]
    [InlineData("linux/arm/v6", "linux/arm/v7", false)]
    [InlineData("linux/arm", "linux/arm/v6", true)]
    [InlineData("linux/x86_64", "linux/amd64", true)]
    [InlineData("windows/amd64", "linux/amd64", false)]
    public void Platforms_serve_each_other_as_engines_have_it(string wanted, string there, bool serves) =>
        Assert.Equal(serves, ImagePlatform.Parse(there).Serves(ImagePlatform.Parse(wanted)));
}
