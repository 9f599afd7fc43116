using System.Runtime.CompilerServices;
using Skep.Core;
using Skep.Secrets.Rules;

namespace Skep.Secrets.Tests.Rules;

/// <summary>The built-in rules as people write them: the YAML files of src/Skep.Secrets, with samples.</summary>
internal static class RuleSources
{
    private static readonly Lazy<RuleFile> Read = new(() =>
    {
        var all = RuleFile.Empty;
        var problems = new List<Problem>();
        IEnumerable<string> files = Directory.EnumerateFiles(Folder(), "*.yaml", SearchOption.AllDirectories);
        foreach (string file in files.OrderBy(file => Path.GetRelativePath(Folder(), file), StringComparer.Ordinal))
        {
            RuleFile read = RuleFileReader.Read(file, File.ReadAllText(file), problems, isBuiltIn: true);
            all = all with { Rules = [.. all.Rules, .. read.Rules], Allowed = all.Allowed.With(read.Allowed) };
        }

        Assert.Empty(problems);
        return all;
    });

    public static RuleFile All => Read.Value;

    public static string Folder([CallerFilePath] string caller = "") => Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "src", "Skep.Secrets", "Rules"));
}
