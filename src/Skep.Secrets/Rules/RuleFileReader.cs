using Skep.Core;
using Skep.Yaml;
using YamlDotNet.RepresentationModel;

namespace Skep.Secrets.Rules;

/// <summary>Reads a file of rules: ours, a user's, and as far as it goes Trivy's <c>trivy-secret.yaml</c>.</summary>
internal static class RuleFileReader
{
    /// <summary>More than anyone writes; every rule costs memory and time.</summary>
    private const int MaxRules = 2000;

    /// <param name="isBuiltIn">Whether tests vouch for the patterns, so that none has to be set up to see that it
    /// can be.</param>
    public static RuleFile Read(string fileName, string text, ICollection<Problem> problems, bool isBuiltIn = false)
    {
        switch (SafeYaml.Load(fileName, text, problems))
        {
            case null:
                return RuleFile.Empty;
            case YamlMappingNode root:
                return Read(fileName, new YamlEntry(fileName, root, problems), problems, isBuiltIn);
            case { } other:
                problems.Add(new Problem($"{fileName}:{other.Start.Line}", "expected 'rules', 'disable' or 'allow'"));
                return RuleFile.Empty;
        }
    }

    private static RuleFile Read(string fileName, YamlEntry file, ICollection<Problem> problems, bool isBuiltIn)
    {
        var defaults = new RuleDefaults(file.Text("category"), file.Text("advice"), file.Texts("references"),
            isBuiltIn);
        var rules = new List<SecretRule>();
        IReadOnlyList<YamlNode> nodes = file.List("rules");
        foreach (YamlNode node in nodes.Take(MaxRules))
        {
            if (file.AsEntry(node) is { } entry && RuleReader.Read(entry, defaults) is { } rule)
            {
                rules.Add(rule);
            }
        }

        if (nodes.Count > MaxRules)
        {
            problems.Add(new Problem(fileName, $"more than {MaxRules} rules: the rest is not read"));
        }

        AllowList allowed = AllowListReader.Read(file.Entry("allow")).With(AllowListReader.ReadTrivy(file));
        var disabled = new List<string>([.. file.Texts("disable"), .. file.Texts("disable-rules")]);
        if (file.Texts("enable-builtin-rules") is { Count: > 0 })
        {
            file.Fail("enable-builtin-rules", "built-in rules are not chosen by Trivy's names: 'disable' takes Skep's");
        }

        file.Finish();
        return new RuleFile(rules, disabled, allowed);
    }
}

/// <summary>What a file of rules says.</summary>
/// <param name="Disabled">Ids of rules, or of their parents, that are not wanted.</param>
/// <param name="Allowed">Exceptions for all rules.</param>
internal sealed record RuleFile(IReadOnlyList<SecretRule> Rules, IReadOnlyList<string> Disabled, AllowList Allowed)
{
    public static RuleFile Empty { get; } = new([], [], AllowList.Empty);
}

/// <summary>What a file says once for all its rules.</summary>
internal sealed record RuleDefaults(string? Category, string? Advice, IReadOnlyList<string> References, bool IsBuiltIn);
