using System.Text.RegularExpressions;
using CsCheck;

namespace Skep.Core.Tests;

public sealed class PathGlobTests
{
    private static readonly string[] Parts = ["a", "b", "*", "?", "**", "a*", "*b", "a*b", "?a", "*a*", "a**b"];

    private static readonly Gen<string> Pattern =
        Gen.Int[0, Parts.Length - 1].Array[1, 6].Select(parts => string.Join('/', parts.Select(part => Parts[part])));

    private static readonly Gen<string> Path = Gen.Int[0, 1].Select(b => b == 0 ? 'a' : 'b').Array[1, 3]
        .Select(letters => new string(letters)).Array[1, 6].Select(segments => string.Join('/', segments));

    [Theory]
    [InlineData("usr/lib/node/package.json", "usr/lib/node/package.json", true)]
    [InlineData("etc/release", "usr/etc/release", false)]
    [InlineData("etc/release", "release", false)]
    [InlineData("/usr/lib/*/package.json", "usr/lib/node/package.json", true)]
    [InlineData("usr/*", "usr/lib/node/package.json", false)]
    [InlineData("usr/*", "usr", false)]
    [InlineData("*.jar", "app.jar", true)]
    [InlineData("*.jar", "srv/app.jar", false)]
    [InlineData("*", "a/b", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-b-b", false)]
    [InlineData("a**c", "a-b-c", true)]
    [InlineData("a**c", "a/c", false)]
    [InlineData("usr/li?/**", "usr/lib/x", true)]
    [InlineData("li?", "li", false)]
    [InlineData("USR/*", "usr/x", false)]
    [InlineData("usr/", "usr", true)]
    [InlineData("usr/*", "/usr/x", true)]
    [InlineData("{a,b}[c]", "{a,b}[c]", true)]
    [InlineData("{a,b}", "a", false)]
    public void Star_and_question_mark_stay_within_a_segment(string pattern, string path, bool matches) =>
        Assert.Equal(matches, PathGlob.Parse(pattern).Matches(path));

    [Theory]
    [InlineData("**/package.json", "usr/lib/node/package.json", true)]
    [InlineData("**/package.json", "package.json", true)]
    [InlineData("**/node", "usr/bin/nodejs", false)]
    [InlineData("**/node", "usr/bin/anode", false)]
    [InlineData("**/bin/python*", "usr/bin/python3.11", true)]
    [InlineData("**/bin/python*", "bin/python", true)]
    [InlineData("**/bin/python*", "usr/sbin/python", false)]
    [InlineData("**/bin/python*", "python", false)]
    [InlineData("**/a*a", "a", false)]
    [InlineData("**/a*a", "aa", true)]
    [InlineData("**/App/*/lib.so", "x/App/8.0.4/lib.so", true)]
    [InlineData("**/App/*/lib.so", "x/App/lib.so", false)]
    [InlineData("usr/**", "usr/lib/node/package.json", true)]
    [InlineData("usr/**", "usr", true)]
    [InlineData("usr/**", "usrx", false)]
    [InlineData("opt/**", "usr/lib/x", false)]
    [InlineData("usr/**/package.json", "usr/package.json", true)]
    [InlineData("a/**/a", "a", false)]
    [InlineData("**/test/**", "a/test/b/c", true)]
    [InlineData("**/test/**", "a/testing/b", false)]
    [InlineData("**/a/b/**/c", "a/a/b/x/c", true)]
    [InlineData("**/a/b/**/c", "a/x/b/c", false)]
    [InlineData("a/**/b/**/b", "a/b", false)]
    [InlineData("**", "a/b", true)]
    [InlineData("**", "", true)]
    public void Two_stars_are_any_number_of_segments(string pattern, string path, bool matches) =>
        Assert.Equal(matches, PathGlob.Parse(pattern).Matches(path));

    [Theory]
    [InlineData("id_rsa", "root/.ssh/id_rsa", true)]
    [InlineData("*.pem", "a.pem", true)]
    [InlineData("/id_rsa", "root/.ssh/id_rsa", true)]
    [InlineData("root/id_rsa", "home/root/id_rsa", false)]
    [InlineData("root/", "home/root", false)]
    public void Name_alone_may_be_asked_for_anywhere(string pattern, string path, bool matches)
    {
        Assert.True(PathGlob.TryParse(pattern, out PathGlob? glob, out _, isNameAnywhere: true));
        Assert.Equal(matches, glob.Matches(path));
        Assert.Equal(pattern, glob.ToString());
    }

    [Fact]
    public void Matches_what_a_regular_expression_matches() =>
        Gen.Select(Pattern, Path).Sample(
            (pattern, path) =>
                Assert.Equal(Reference(pattern).IsMatch("/" + path), PathGlob.Parse(pattern).Matches(path)),
            iter: 5_000);

    [Theory]
    [InlineData("etc/passwd", "passwd", "etc")]
    [InlineData("passwd", "passwd", "")]
    [InlineData("**/passwd", "passwd", "")]
    [InlineData("**/conf.d/*", "*", "conf.d")]
    [InlineData("conf.d/**", "*", "")]
    [InlineData("/a/b/", "b", "a")]
    public void Name_and_parent_are_what_a_path_must_have(string pattern, string name, string parent)
    {
        PathGlob glob = PathGlob.Parse(pattern);
        Assert.Equal((name, parent), (glob.Name, glob.Parent));
    }

    [Theory]
    [InlineData("", "'' is not a path pattern: it is empty")]
    [InlineData("//", "'//' is not a path pattern: it is empty")]
    [InlineData("a//b", "'a//b' is not a path pattern: it has an empty segment")]
    public void Text_that_is_no_pattern_is_named(string text, string expected)
    {
        Assert.False(PathGlob.TryParse(text, out _, out string problem));
        Assert.Equal(expected, problem);
        Assert.Throws<ArgumentException>(() => PathGlob.Parse(text));
    }

    [Fact]
    public void Pattern_that_is_too_long_is_cut_where_it_is_named()
    {
        Assert.True(PathGlob.TryParse(new string('a', PathGlob.MaxLength), out _, out _));
        Assert.False(PathGlob.TryParse(new string('a', PathGlob.MaxLength + 1), out _, out string problem));
        Assert.StartsWith($"'{new string('a', 40)}…'", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*a", "b", "a")]
    [InlineData("**/a/", "b", "a/")]
    [InlineData("**/*a*a/", "b", "aa/")]
    public void Hostile_pattern_on_a_hostile_path_ends(string part, string last, string path)
    {
        string pattern = string.Concat(Enumerable.Repeat(part, (PathGlob.MaxLength - 1) / part.Length)) + last;
        Assert.False(PathGlob.Parse(pattern).Matches(string.Concat(Enumerable.Repeat(path, 20_000)) + "c/b"));
    }

    // A segment "**" with the slash that comes with it may be nothing; "**" within a segment is one star.
    private static Regex Reference(string pattern)
    {
        string text = "/" + string.Join('/', pattern.Split('/').Select(segment => segment == "**" ? "\0" : Regex
            .Escape(segment).Replace("\\*", "[^/]*", StringComparison.Ordinal)
            .Replace("\\?", "[^/]", StringComparison.Ordinal)));
        return new Regex(
            $@"\A{text.Replace("/\0", "(?:/[^/]+)*", StringComparison.Ordinal)}\z", RegexOptions.NonBacktracking);
    }
}
