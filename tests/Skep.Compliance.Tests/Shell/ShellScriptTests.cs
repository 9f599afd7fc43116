using CsCheck;
using Skep.Compliance.Shell;

namespace Skep.Compliance.Tests.Shell;

public sealed class ShellScriptTests
{
    [Theory]
    [InlineData("a b && c || d; e | f & g", "a b", "c", "d", "e", "f", "g")]
    [InlineData("echo 'a && b' \"c; d\" e\\ f", "echo a && b c; d e f")]
    [InlineData("if ! a; then b; else c; fi", "a", "b", "c")]
    [InlineData("for x in 1 2; do a $x; done", "for x in 1 2", "a $x")]
    [InlineData("A=1 B=2 make # install\nls", "make", "ls")]
    [InlineData("a 2>&1 >/dev/null <in", "a")]
    [InlineData("x=$(curl u) && (a; b) && `c d`", "curl u", "", "a", "b", "c d", "$()")]
    [InlineData("cat <<EOF > f\na && b\nEOF\nc", "cat", "c")]
    [InlineData("cat <<-EOF\n\ta\n\tEOF\nc", "cat", "c")]
    [InlineData("a \\\n  b", "a b")]
    [InlineData("sh -c 'a; b' && bash -exc \"c\"", "sh -c a; b", "a", "b", "bash -exc c", "c")]
    [InlineData("eval \"a; b\"", "eval a; b", "a", "b")]
    [InlineData("echo \"$(a \"b c\")\" ${x:-y z} $((1 + 2))", "a b c", "echo $() ${x:-y z} $((1 + 2))")]
    [InlineData("{ a; b; }", "a", "b")]
    [InlineData("", new string[0])]
    [InlineData("'unclosed \"", "unclosed \"")]
    [InlineData(") ; ) a", "a")]
    public void Script_becomes_commands(string script, params string[] expected) =>
        Assert.Equal(expected, ShellScript.Parse(script).Select(command => string.Join(' ', command.Words)));

    [Theory]
    [InlineData("sudo -E -u root apt-get update", "apt-get")]
    [InlineData("env -i A=1 /usr/bin/make x", "make")]
    [InlineData("exec gosu app server", "server")]
    [InlineData("timeout -k 5 10 curl x", "curl")]
    [InlineData("find . | xargs -n 1 rm", "rm")]
    [InlineData("sudo", "sudo")]
    public void Wrappers_are_seen_through(string script, string program) =>
        Assert.Equal(program, ShellScript.Parse(script)[^1].Program);

    [Fact]
    public void Commands_of_a_pipeline_are_told_apart_from_others()
    {
        IReadOnlyList<ShellCommand> commands = ShellScript.Parse("a | b $(c) | d; e");

        Assert.Equal(["a", "c", "b", "d", "e"], commands.Select(command => command.Words[0]));
        Assert.Equal(commands[0].Pipeline, commands[2].Pipeline);
        Assert.Equal(commands[0].Pipeline, commands[3].Pipeline);
        Assert.NotEqual(commands[0].Pipeline, commands[1].Pipeline);
        Assert.NotEqual(commands[0].Pipeline, commands[4].Pipeline);
    }

    [Fact]
    public void Nesting_without_end_is_read_as_text() =>
        Assert.NotEmpty(ShellScript.Parse(string.Concat(Enumerable.Repeat("$(a (`", 20_000))));

    [Fact]
    public void Whatever_the_text_it_is_read_to_its_end() =>
        Gen.String[Gen.Char["ab \n\t'\"\\$(){}`<>|&;#=-EOF"], 0, 200].Sample(
            text => Assert.NotNull(ShellScript.Parse(text)), iter: 2000);
}
