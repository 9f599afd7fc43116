using System.Reflection;
using System.Text;
using Skep.Core;

namespace Skep.Secrets.Rules;

/// <summary>The rules that come with Skep: the YAML files of this folder, embedded.</summary>
internal static class BuiltInRules
{
    private const int MaxFile = 1 << 20;

    public static RuleFile Load()
    {
        Assembly assembly = typeof(BuiltInRules).Assembly;
        var all = RuleFile.Empty;
        var problems = new List<Problem>();
        foreach (string name in assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            RuleFile file = RuleFileReader.Read(name, Read(assembly, name), problems, isBuiltIn: true);
            all = all with { Rules = [.. all.Rules, .. file.Rules], Allowed = all.Allowed.With(file.Allowed) };
        }

        // A broken built-in rule is a bug, which the tests of the rules show.
        return problems.Count == 0 ? all : throw new InvalidOperationException(string.Join("; ", problems));
    }

    private static string Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[Math.Min(stream.Length, MaxFile)];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
