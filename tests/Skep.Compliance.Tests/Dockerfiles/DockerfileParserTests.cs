using CsCheck;
using Skep.Compliance.Dockerfiles;

namespace Skep.Compliance.Tests.Dockerfiles;

public sealed class DockerfileParserTests
{
    private static readonly string[] Pieces =
    [
        "FROM a", "FROM a AS b", "RUN ", "curl -k https://a | sh", "ENV A=1", "${A:-b}", "$A", "COPY --from=b . /",
            "<<EOF",
        "EOF", "\n", "\\\n", " ", "\"", "'", "[\"", "\"]", "# skep:ignore=config x", "ONBUILD ", "HEALTHCHECK ",
            "EXPOSE 22",
        "USER ", "`", "--mount=type=cache", "&&", "$(", ")", "\t", "\r", "WORKDIR a",
    ];

    [Fact]
    public void Directives_stand_first_and_set_the_escape()
    {
        DockerfileSource source = DockerfileParser.Parse(
            "#!/usr/bin/env docker\n# syntax = docker/dockerfile:1\n#ESCAPE=`\nFROM x\nRUN a `\n  b\\\nCOPY c `\n d");

        Assert.Equal("docker/dockerfile:1", source.Directives["syntax"]);
        Assert.Equal("`", source.Directives["escape"]);
        Assert.Equal(["FROM x", @"RUN a   b\", "COPY c  d"], source.Instructions.Select(Text));
    }

    [Theory]
    [InlineData("# a comment\n# escape=`\nFROM x")]
    [InlineData("\n# escape=`\nFROM x")]
    [InlineData("# unknown=1\n# escape=`\nFROM x")]
    public void Directive_behind_anything_else_is_a_comment(string text) =>
        Assert.Empty(DockerfileParser.Parse(text).Directives);

    [Fact]
    public void Lines_go_on_over_comments_and_empty_lines()
    {
        Instruction run = Single("RUN a && \\  \n# note\n\n  b && \\\n    # indented\n  c");

        Assert.Equal("a &&   b &&   c", run.Arguments);
        Assert.Equal((1, 6), (run.Line, run.EndLine));
        Assert.Equal([1, 4, 6], InstructionReader.Commands(run).Select(command => command.Line));
    }

    [Fact]
    public void Escaped_escape_does_not_continue() =>
        Assert.Equal(2, DockerfileParser.Parse("RUN a \\\\\nRUN b").Instructions.Count);

    [Fact]
    public void Line_ends_of_Windows_and_a_byte_order_mark_are_no_content() =>
        Assert.Equal(["FROM x", "RUN a  b"],
            DockerfileParser.Parse("\uFEFFFROM x\r\nRUN a \\\r\n b\r\n").Instructions.Select(Text));

    [Theory]
    [InlineData("CMD [\"a\", \"b c\"]", "a|b c")]
    [InlineData("CMD [\"node\" \"server.js\"]", "node|server.js")]
    [InlineData("CMD []", "")]
    [InlineData("CMD [ 'a' ]", null)]
    [InlineData("CMD [\"a\", 1]", null)]
    [InlineData("CMD a [\"b\"]", null)]
    [InlineData("CMD [\"\\ud800\"]", null)]
    public void Json_form_is_told_from_the_shell_form(string text, string? words) =>
        Assert.Equal(words, Single(text).Json is { } json ? string.Join('|', json) : null);

    [Fact]
    public void Flags_are_read_with_their_values()
    {
        Instruction run = Single("run --mount=type=secret,id=x,env=Y --network=none --SECURITY=insecure  make --all");

        Assert.Equal("RUN", run.Keyword);
        Assert.Equal("type=secret,id=x,env=Y", run.Flag("mount"));
        Assert.Equal("insecure", run.Flag("security"));
        Assert.Equal("make --all", run.Arguments);
    }

    [Fact]
    public void Documents_belong_to_their_instruction()
    {
        DockerfileSource source = DockerfileParser.Parse(
            "COPY <<one <<-\"two\" /dest/\nFROM 1\none\n\tFROM 2\n\ttwo\nRUN 3<<EOF cat\nx\nEOF\nUSER <<EOF");

        Assert.Equal(["COPY", "RUN", "USER"], source.Instructions.Select(step => step.Keyword));
        Assert.Equal(["FROM 1\n", "FROM 2\n"], source.Instructions[0].HereDocuments.Select(document => document.Text));
        Assert.Equal([false, true], source.Instructions[0].HereDocuments.Select(document => document.IsQuoted));
        Assert.Equal(5, source.Instructions[0].EndLine);
        Assert.Empty(source.Problems);
    }

    [Theory]
    [InlineData("RUN \"<<EOF\"")]
    [InlineData("RUN a <<<EOF")]
    [InlineData("RUN [\"<<EOF\"]")]
    [InlineData("RUN echo 1<<")]
    [InlineData("ENV A=<<EOF")]
    public void What_only_looks_like_a_document_is_none(string text) =>
        Assert.Equal(2, DockerfileParser.Parse(text + "\nUSER x\nEOF").Instructions.Count(
            step => step.HereDocuments.Count == 0 && step.Keyword != "EOF"));

    [Fact]
    public void Script_in_a_document_has_its_own_lines()
    {
        Instruction run = Single("RUN <<EOF\nset -e\n\ncurl x\nEOF");

        Assert.Equal(4, InstructionReader.Commands(run).Single(command => command.Program == "curl").Line);
    }

    [Fact]
    public void Trigger_is_an_instruction_of_its_own()
    {
        Instruction onbuild = Single("ONBUILD RUN --network=none a \\\n && b");

        Assert.Equal("RUN", onbuild.Trigger?.Keyword);
        Assert.Equal([1, 2], InstructionReader.Commands(onbuild.Trigger!).Select(command => command.Line));
    }

    [Fact]
    public void What_is_too_large_is_read_in_part_and_said()
    {
        Assert.Contains(
            DockerfileParser.Parse(new string('\n', DockerfileParser.MaxLines + 5)).Problems, problem =>
                problem.IsUnread);
        Assert.Contains(
            DockerfileParser.Parse(new string('R', DockerfileParser.MaxLength + 5)).Problems, problem =>
                problem.IsUnread);
    }

    [Theory]
    [InlineData("RUN ")]
    [InlineData("RUN <<a <<a <<a <<a <<a ")]
    [InlineData("ENV A=$A$A$A$A\n")]
    [InlineData("ONBUILD ")]
    [InlineData("RUN \\\n#\n")]
    [InlineData("FROM ${A:-${A:-${A:-")]
    public void Repetition_without_end_is_survived(string piece) =>
        Assert.NotNull(DockerfileScan.Judge(
            "Dockerfile", "FROM x\n" + string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length)), true));

    [Fact]
    public void Whatever_the_text_it_is_judged() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 40].Sample(
            picks => Assert.NotNull(DockerfileScan.Judge(
                "Dockerfile", string.Concat(picks.Select(pick => Pieces[pick])), hasIgnoreFile: false)),
            iter: 500);

    private static Instruction Single(string text) => Assert.Single(DockerfileParser.Parse(text).Instructions);

    private static string Text(Instruction step) => $"{step.Keyword} {step.Arguments}";
}
