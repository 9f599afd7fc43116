using Skep.Packages.Binaries;

namespace Skep.Packages.Tests.Binaries;

public sealed class PathGlobTests
{
    [Theory]
    [InlineData("**/node", "node", true)]
    [InlineData("**/node", "usr/bin/node", true)]
    [InlineData("**/node", "usr/bin/nodejs", false)]
    [InlineData("**/bin/python*", "usr/bin/python3.11", true)]
    [InlineData("**/bin/python*", "bin/python", true)]
    [InlineData("**/bin/python*", "usr/sbin/python", false)]
    [InlineData("**/bin/python*", "python", false)]
    [InlineData("**/a*a", "a", false)]
    [InlineData("**/a*a", "aa", true)]
    [InlineData("**/App/*/lib.so", "x/App/8.0.4/lib.so", true)]
    [InlineData("**/App/*/lib.so", "x/App/lib.so", false)]
    [InlineData("etc/release", "etc/release", true)]
    [InlineData("etc/release", "usr/etc/release", false)]
    public void Glob_matches_as_the_walk_does(string glob, string path, bool expected) =>
        Assert.Equal(expected, PathGlob.Matches(glob, path));
}
