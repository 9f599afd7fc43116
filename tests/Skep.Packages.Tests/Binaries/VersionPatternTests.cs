using System.Text;
using Skep.Packages.Binaries;

namespace Skep.Packages.Tests.Binaries;

public sealed class VersionPatternTests
{
    [Theory]
    [InlineData("nginx/<n.n.n>", "xx nginx/1.2.3\0", "1.2.3")]
    [InlineData("nginx/<n.n.n>", "nginx/1.2 nginx/1.2.3", "1.2.3")]
    [InlineData("nginx/<n.n.n>", "nginx/1.2.3.4", null)]
    [InlineData("v<n.n>", "v1.2.3 v4.5", "4.5")]
    [InlineData("v<n.n[.n]>", "v1.2", "1.2")]
    [InlineData("v<n.n[.n]>", "v1.2.", "1.2")]
    [InlineData("SSL <n.n.na> ", "SSL 1.1.1w ", "1.1.1w")]
    [InlineData("SSL <n.n.na> ", "SSL 1.0.2zh ", "1.0.2zh")]
    [InlineData("SSH_<n.na>", "SSH_9.2p1", "9.2p1")]
    [InlineData("x <n.n.na>", "x 1.2.3with", "1.2.3")]
    [InlineData("x <n.n.n~>", "x 1.2.3-rc.1", "1.2.3-rc.1")]
    [InlineData("x <n.n.n~>", "x 3.12.0rc1", "3.12.0rc1")]
    [InlineData("x <n.n.n~>", "x 1.2.3-f58846", "1.2.3")]
    [InlineData("x <n.n.n*>\0", "x 1.2.3-0+deb12u1\0", "1.2.3-0+deb12u1")]
    [InlineData("\0<n.n.n>-MariaDB", "x\u000010.11.19-MariaDB\0", "10.11.19")]
    [InlineData("<n.n.n>-MariaDB", "x 10.11.19-MariaDB", "10.11.19")]
    [InlineData("\0<3.11.n>\0", "\u00003.10.1\0\u00003.11.2\0", "3.11.2")]
    [InlineData("\0<n.n.n>\0", "a.b.c 1.2.3\0\u00004.5.6\0", "4.5.6")]
    [InlineData("\0<n.n.n>\0", "1.2.3\0", null)]
    [InlineData("GNU <...>version <n.n>.", "GNU C Library (x) version 2.36.\n", "2.36")]
    [InlineData("kafka_<...>-<n.n.n>.jar", "kafka_2.13-3.4.0.jar", "3.4.0")]
    [InlineData("x <n.n.n>", "", null)]
    [InlineData("x <n.n.n>", "x 123456789012345.1.1", null)]
    public void Version_is_found_where_the_pattern_says(string pattern, string content, string? expected) =>
        Assert.Equal(expected, VersionPattern.Parse(pattern).Find(Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void Gap_is_bounded()
    {
        VersionPattern pattern = VersionPattern.Parse("from <...>to <n.n>");

        Assert.Equal("1.2", pattern.Find("from one to 1.2"u8));
        Assert.Null(pattern.Find("from one\0to 1.2"u8));
        Assert.Null(pattern.Find(Encoding.ASCII.GetBytes($"from {new string(' ', 80)}to 1.2")));
    }

    [Theory]
    [InlineData("<n.n>")]
    [InlineData("no version")]
    [InlineData("two <n> and <n>")]
    [InlineData("x <n><...>")]
    public void Pattern_that_could_match_anywhere_is_refused(string pattern) =>
        Assert.Throws<ArgumentException>(() => VersionPattern.Parse(pattern));
}
