using Skep.Compliance.Dockerfiles;

namespace Skep.Compliance.Tests.Dockerfiles;

public sealed class ImageBuildTests
{
    [Theory]
    [InlineData("$A", "1")]
    [InlineData("${A}b", "1b")]
    [InlineData("${A:-x}${N:-y}", "1y")]
    [InlineData("${A:+x}${N:+y}", "x")]
    [InlineData("${E:-x}${E-x}", "x")]
    [InlineData("${N:-${A:-z}}", "1")]
    [InlineData("$N ${N}", "$N ${N}")]
    [InlineData("\\$A '$A'", "\\$A '$A'")]
    [InlineData("$", "$")]
    [InlineData("${A", "1")]
    [InlineData("${", "$")]
    [InlineData("${A#1}", "${A#1}")]
    public void Variables_are_put_in(string text, string expected) =>
        Assert.StartsWith(expected, new Variables { ["A"] = "1", ["E"] = "" }.Expand(text));

    [Fact]
    public void Arguments_before_the_first_stage_are_seen_where_they_are_named()
    {
        ImageBuild build = Read("ARG V=1\nFROM a:$V AS x\nUSER u$V\nARG V\nUSER w$V\nFROM x\nUSER z$V");

        Assert.Equal("a:1", build.Stages[0].Image);
        Assert.Equal(["u$V", "w1"], Users(build.Stages[0]));
        Assert.Equal(["z1"], Users(build.Stages[1]));
        Assert.Equal(0, build.Stages[1].Parent);
    }

    [Fact]
    public void Shipped_are_the_last_stage_and_what_it_is_built_on()
    {
        ImageBuild build = Read("FROM a AS base\nFROM b AS tools\nFROM BASE AS last\nCOPY --from=tools / /");

        Assert.Equal([true, false, true], build.Stages.Select(stage => stage.IsShipped));
        Assert.Equal("last", build.Final?.Name);
    }

    private static ImageBuild Read(string text) => ImageBuild.Of(DockerfileParser.Parse(text));

    private static IEnumerable<string> Users(Stage stage) =>
        stage.Steps.Where(step => step.Keyword == "USER").Select(step => step.Expanded);
}
