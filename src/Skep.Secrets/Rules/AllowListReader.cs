using System.Text.RegularExpressions;
using Skep.Core;
using Skep.Secrets.Matching;
using YamlDotNet.RepresentationModel;

namespace Skep.Secrets.Rules;

/// <summary>Reads exceptions.</summary>
internal static class AllowListReader
{
    public static AllowList Read(YamlEntry? entry)
    {
        if (entry is null)
        {
            return AllowList.Empty;
        }

        var allowed = new AllowList
        {
            Values = entry.Texts("values"),
            Words = entry.Texts("words"),
            Patterns = Patterns(entry, "patterns"),
            Paths = Globs(entry, "paths"),
        };
        entry.Finish();
        return allowed;
    }

    /// <summary>
    /// Trivy's <c>allow-rules</c>: a list of entries with <c>regex</c> or <c>path</c>, both regular expressions.
    /// </summary>
    public static AllowList ReadTrivy(YamlEntry owner)
    {
        var allowed = new AllowList();
        foreach (YamlNode node in owner.List("allow-rules"))
        {
            if (owner.AsEntry(node) is not { } entry)
            {
                continue;
            }

            _ = entry.Text("id");
            _ = entry.Text("description");
            allowed = allowed.With(new AllowList
            {
                Patterns = Patterns(entry, "regex"),
                PathPatterns = Patterns(entry, "path"),
            });
            entry.Finish();
            owner.Include(entry);
        }

        return allowed;
    }

    public static IReadOnlyList<PathGlob> Globs(YamlEntry entry, string key)
    {
        var globs = new List<PathGlob>();
        foreach (string text in entry.Texts(key))
        {
            if (PathGlob.TryParse(text, out PathGlob? glob, out string problem, isNameAnywhere: true))
            {
                globs.Add(glob);
            }
            else
            {
                entry.Fail(key, problem);
            }
        }

        return globs;
    }

    private static List<Regex> Patterns(YamlEntry entry, string key)
    {
        var patterns = new List<Regex>();
        foreach (string text in entry.Texts(key))
        {
            try
            {
                patterns.Add(RegexMatcher.Compile(text));
            }
            catch (SystemException e) when (e is ArgumentException or NotSupportedException)
            {
                entry.Fail(key, "not a pattern that runs in linear time: " + e.Message.ReplaceLineEndings(" "));
            }
        }

        return patterns;
    }
}
