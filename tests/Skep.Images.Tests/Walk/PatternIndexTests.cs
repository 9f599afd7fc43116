using Skep.Core;
using Skep.Images.Walk;

namespace Skep.Images.Tests.Walk;

public sealed class PatternIndexTests
{
    private static readonly string[] Globs =
    [
        "etc/passwd", "**/passwd", "**/*.jar", "**/lib*.so*", "**/?ode", "usr/**", "etc/**/conf.d/*", "**/cron.d/*",
        "*", "**/x.?", "opt/*/bin/**/run", "**/*.d/a",
    ];

    private static readonly string[] Paths =
    [
        "etc/passwd", "passwd", "srv/etc/passwd", "a.jar", "srv/a.jar", "usr/lib/libc.so.6", "usr", "usr/bin/node",
        "node", "etc/conf.d/x", "etc/a/b/conf.d/x", "etc/cron.d/x", "srv/x.y", "srv/x.",
        "opt/a/bin/run", "opt/a/bin/b/c/run", "x.d/a", "",
    ];

    [Fact]
    public void Index_finds_what_the_patterns_match_one_by_one()
    {
        var index = new PatternIndex();
        for (int i = 0; i < Globs.Length; i++)
        {
            index.Add(Globs[i], i);
        }

        foreach (string path in Paths)
        {
            var found = new List<int>();
            index.Match(path, found);
            Assert.Equal(
                path.Length == 0 ? [] : Globs.Where(glob => PathGlob.Parse(glob).Matches(path)),
                found.Order().Select(i => Globs[i]));
        }
    }
}
