using Skep.Advisories.Model;

namespace Skep.Advisories.Feeds.Oval;

/// <summary>A package of a release and the versions that a definition holds for.</summary>
internal sealed record OvalRule(
    string Scope, string Name, VersionRange Range, bool IsNever, string Module, string Architecture);

/// <summary>Turns a definition's criteria into rules.</summary>
/// <remarks>
/// The release, module stream and architecture that stand beside other criteria in an AND narrow those; questions that
/// an image cannot answer (signatures, the running kernel) are taken as true.
/// </remarks>
internal sealed class OvalRules(OvalDocument document, OvalFeed feed)
{
    private const string Installed = " is installed";
    private const string ModuleStart = "Module ";
    private const string ModuleEnd = " is enabled";
    private const string Architecture = " arch is ";

    private readonly List<OvalRule> _rules = [];

    /// <summary>The tests that the last definition refers to and that are not in the file.</summary>
    public int Missing { get; private set; }

    /// <summary>Whether a criterion's comment can say where the others hold; no other comment is kept.</summary>
    public static bool IsCondition(string comment) =>
        comment.EndsWith(Installed, StringComparison.Ordinal)
        || comment.EndsWith("must be installed", StringComparison.Ordinal)
        || comment.EndsWith(ModuleEnd, StringComparison.Ordinal)
        || comment.Contains(Architecture, StringComparison.Ordinal);

    public IReadOnlyList<OvalRule> Of(OvalDefinition definition)
    {
        _rules.Clear();
        Missing = 0;
        if (definition.Criteria is { } criteria)
        {
            Walk(criteria, new Conditions(null, string.Empty, string.Empty));
        }

        return [.. _rules.Distinct()];
    }

    private readonly record struct Conditions(IReadOnlyList<string>? Scopes, string Module, string Architecture);

    private void Walk(OvalNode node, Conditions conditions)
    {
        if (node.Test.Length > 0)
        {
            Add(node, conditions);
            return;
        }

        if (node.IsAll)
        {
            foreach (OvalNode child in node.Children.Where(IsContext))
            {
                conditions = Narrow(child, conditions);
            }
        }

        foreach (OvalNode child in node.Children)
        {
            if (!IsContext(child))
            {
                Walk(child, conditions);
            }
        }
    }

    private bool IsContext(OvalNode node) =>
        node.Test.Length > 0
            ? (ModuleOf(node.Comment) ?? ArchitectureOf(node.Comment) ?? ScopeOf(node.Comment)) is not null
            : node.Children.Count > 0 && node.Children.All(IsContext);

    private Conditions Narrow(OvalNode node, Conditions conditions)
    {
        OvalNode[] leaves = [.. Leaves(node)];
        string[] scopes =
            [.. leaves.Select(leaf => ScopeOf(leaf.Comment)).OfType<string>().Distinct(StringComparer.Ordinal)];
        return new Conditions(
            scopes.Length == 0 ? conditions.Scopes : [.. scopes.Where(scope => scope.Length > 0)],
            leaves.Select(leaf => ModuleOf(leaf.Comment)).FirstOrDefault(module => module is not null)
                ?? conditions.Module,
            leaves.Select(leaf => ArchitectureOf(leaf.Comment)).FirstOrDefault(name => name is not null)
                ?? conditions.Architecture);
    }

    private static IEnumerable<OvalNode> Leaves(OvalNode node) =>
        node.Test.Length > 0 ? [node] : node.Children.SelectMany(Leaves);

    private void Add(OvalNode criterion, Conditions conditions)
    {
        if (!document.Tests.TryGetValue(criterion.Test, out OvalTest? test))
        {
            Missing++;
            return;
        }

        if (test is null)
        {
            return;
        }

        if (!document.Objects.TryGetValue(test.Object, out string? name) || name.Length == 0)
        {
            Missing++;
            return;
        }

        OvalState state = new(string.Empty, string.Empty, string.Empty, string.Empty);
        foreach (string id in test.States)
        {
            if (!document.States.TryGetValue(id, out OvalState? found))
            {
                Missing++;
                return;
            }

            state = state.Field.Length == 0 ? found : state;
        }

        if (Judge(state) is not (var range, var isNever))
        {
            return;
        }

        IEnumerable<string> architectures = state.Architectures.Length > 0
            ? state.Architectures.Trim('(', ')', '^', '$').Split('|', StringSplitOptions.RemoveEmptyEntries)
            : [conditions.Architecture];
        foreach (string scope in conditions.Scopes ?? [.. new[] { feed.ScopeOfVersion(state.Value) }.OfType<string>()])
        {
            _rules.AddRange(architectures.Select(architecture =>
                new OvalRule(scope, name, range, isNever, conditions.Module, architecture)));
        }
    }

    // A package's "version" is compared only to say that none (equals 0) or every one (greater than 0) is affected.
    private (VersionRange Range, bool IsNever)? Judge(OvalState state)
    {
        string version = state.Value.StartsWith("0:", StringComparison.Ordinal) ? state.Value[2..] : state.Value;
        return (state.Field, state.Operation) switch
        {
            ("", _) => (VersionRange.All, false),
            ("version", "equals") when version == "0" => (VersionRange.All, true),
            ("evr" or "version", "greater than" or "greater than or equal") when version is "0" or "0-0" =>
                (VersionRange.All, false),
            ("evr", "less than") when feed.Takes(version) => (VersionRange.Below(version), false),
            ("evr", "less than or equal") when feed.Takes(version) => (new VersionRange(null, null, version), false),
            _ => null,
        };
    }

    // "Oracle Linux arch is aarch64" begins like a product.
    private string? ScopeOf(string comment) => comment.Length == 0 || ArchitectureOf(comment) is not null
        ? null
        : feed.ScopeOfPlatform(
            comment.EndsWith(Installed, StringComparison.Ordinal) ? comment[..^Installed.Length] : comment);

    private static string? ModuleOf(string comment) =>
        comment.StartsWith(ModuleStart, StringComparison.Ordinal)
            && comment.EndsWith(ModuleEnd, StringComparison.Ordinal)
            && comment.Length > ModuleStart.Length + ModuleEnd.Length
            ? comment[ModuleStart.Length..^ModuleEnd.Length]
            : null;

    private static string? ArchitectureOf(string comment)
    {
        int at = comment.IndexOf(Architecture, StringComparison.Ordinal);
        return at < 0 ? null : comment[(at + Architecture.Length)..];
    }
}
