using System.Text;
using Skep.Core;

namespace Skep.Policy.Rules;

/// <summary>The policies that come with Skep, by name.</summary>
public static class BuiltInPolicies
{
    private const string Source = "built in";

    public static IReadOnlyList<string> Names { get; } = ["default", "report-only", "strict"];

    public static bool IsKnown(string name) => Names.Contains(name);

    /// <summary>The file as its author wrote it.</summary>
    public static string Text(string name)
    {
        using Stream stream = typeof(BuiltInPolicies).Assembly.GetManifestResourceStream($"policies/{name}.yaml")
            ?? throw new SkepException(
                ErrorKind.NotFound, $"there is no built-in policy '{name}'", string.Join(", ", Names));
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    public static PolicyFile Get(string name)
    {
        var problems = new List<Problem>();
        return PolicyReader.Read($"{name}.yaml", Source, Text(name), problems)
            ?? throw new InvalidOperationException($"{problems[0].Location}: {problems[0].Message}");
    }
}
