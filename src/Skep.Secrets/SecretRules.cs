using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Skep.Core;
using Skep.Secrets.Rules;
using Skep.Secrets.Scanning;

namespace Skep.Secrets;

/// <summary>The rules of a scan for secrets: those that come with Skep, changed by users' files.</summary>
/// <remarks>Immutable. Guide: <c>docs/adding/secret-rule.md</c>.</remarks>
public sealed class SecretRules
{
    private static readonly Lazy<SecretRules> LazyBuiltIn = new(() =>
    {
        RuleFile file = BuiltInRules.Load();
        return new SecretRules(file.Rules, file.Allowed, string.Empty);
    });

    private readonly Lazy<CompiledRules> _compiled;

    private SecretRules(IReadOnlyList<SecretRule> all, AllowList allowed, string variant)
    {
        All = all;
        Allowed = allowed;
        Variant = variant;
        _compiled = new Lazy<CompiledRules>(() => new CompiledRules(all, allowed));
    }

    /// <summary>The rules that come with Skep.</summary>
    public static SecretRules BuiltIn => LazyBuiltIn.Value;

    public int Count => All.Count;

    /// <summary>Names what users changed; empty for the built-in rules.</summary>
    internal string Variant { get; }

    internal IReadOnlyList<SecretRule> All { get; }

    internal AllowList Allowed { get; }

    internal CompiledRules Compiled => _compiled.Value;

    /// <summary>The built-in rules and what a user's file adds to them, replaces and takes away.</summary>
    /// <param name="fileName">For messages.</param>
    /// <param name="problems">Takes what is wrong, as <c>file:line</c>; such a rule is not used.</param>
    public static SecretRules Load(string fileName, string text, ICollection<Problem> problems) =>
        BuiltIn.With(fileName, text, problems);

    /// <summary>These rules and what another file says.</summary>
    /// <inheritdoc cref="Load"/>
    public SecretRules With(string fileName, string text, ICollection<Problem> problems)
    {
        RuleFile file = RuleFileReader.Read(fileName, text, problems);
        HashSet<string> own = [.. file.Rules.Select(rule => rule.Id.Value)];
        foreach (string name in file.Disabled.Where(name => !All.Any(rule => IsNamed(rule, name))))
        {
            problems.Add(new Problem(fileName, $"'{name}' disables no rule: there is none of that name"));
        }

        IEnumerable<SecretRule> kept = All.Where(
            rule => !own.Contains(rule.Id.Value) && !file.Disabled.Any(name => IsNamed(rule, name)));
        string variant = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Variant}\n{text}")))[..16];
        return new SecretRules([.. kept, .. file.Rules], Allowed.With(file.Allowed), variant);
    }

    private static bool IsNamed(SecretRule rule, string name) =>
        rule.Id.Value == name || rule.Id.Value.StartsWith(name.TrimEnd('/') + "/", false, CultureInfo.InvariantCulture);
}
