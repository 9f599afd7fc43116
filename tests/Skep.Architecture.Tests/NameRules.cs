using System.Reflection;
using System.Text.RegularExpressions;
using Skep.Advisories;
using Skep.Advisories.Feeds;
using Skep.Core;
using Skep.Engine;
using Skep.Images;
using Skep.Packages;
using Skep.Policy.Gating;
using Skep.Reports;

namespace Skep.Architecture.Tests;

/// <summary>One suffix, one contract; and words that say nothing are not used.</summary>
public sealed partial class NameRules
{
    private static readonly string[] Forbidden =
    [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Processor", "Data", "Info", "Impl", "Base",
        "Common", "Shared",
    ];

    // Terms of the field that happen to end so: a Docker credential helper, Go's build info.
    private static readonly string[] FieldTerms = ["CredentialHelper", "GoBuildInfo"];

    private static readonly (Type Contract, string[] Suffixes)[] Suffixes =
    [
        (typeof(IInspector), ["Inspector"]),
        (typeof(IEcosystem), ["Ecosystem"]),
        (typeof(IAdvisoryFeed), ["Feed"]),
        (typeof(IImageSource), ["Source"]),
        (typeof(IReportWriter), ["Writer"]),
        (typeof(IVersionOrder), ["Order"]),
    ];

    private static readonly Assembly[] Assemblies =
    [
        typeof(LayerPath).Assembly, typeof(IImageSource).Assembly, typeof(Ecosystems).Assembly,
        typeof(AdvisoryDatabase).Assembly, typeof(
            Gate).Assembly, typeof(ReportFormats).Assembly, typeof(ImageScanner).Assembly,
    ];

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Rules.AssertNone(AllTypes()
            .Where(type => Forbidden.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)))
            .Select(type => type.Name)
            .Except(FieldTerms));

    [Fact]
    public void Plug_ins_carry_the_suffix_of_their_contract() =>
        Rules.AssertNone(
            from type in AllTypes()
            where type is { IsClass: true, IsAbstract: false }
            from rule in Suffixes
            where rule.Contract.IsAssignableFrom(type)
                && !rule.Suffixes.Any(suffix => type.Name.EndsWith(suffix, StringComparison.Ordinal))
            select type.FullName!);

    [Fact]
    public void Types_are_sealed_static_abstract_or_values() =>
        Rules.AssertNone(AllTypes()
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false })
            .Where(type => !AllTypes().Any(other => other.BaseType == type))
            .Select(type => type.FullName!));

    [Fact]
    public void READMEs_name_only_types_that_exist()
    {
        HashSet<string> known = [.. AllTypes().Select(type => type.Name.Split('`')[0])];
        var unknown = new List<string>();
        string sources = Path.Combine(Repository.Root, "src");
        foreach (string readme in Directory.EnumerateFiles(sources, "README.md", SearchOption.AllDirectories))
        {
            // Back-quoted PascalCase words are type names; anything else in back-quotes is a path or a command.
            unknown.AddRange(QuotedType().Matches(File.ReadAllText(readme))
                .Select(match => match.Groups[1].Value)
                .Where(name => !known.Contains(name) && !Repository.SourceFiles(
                    "src").Any(f => f.EndsWith($"/{name}.cs", StringComparison.Ordinal)))
                .Select(name => $"{readme}: {name}"));
        }

        Rules.AssertNone(unknown);
    }

    [Fact]
    public void Each_project_has_a_short_README() =>
        Rules.AssertNone(Repository.Projects("src")
            .Select(project => Path.Combine(Path.GetDirectoryName(project)!, "README.md"))
            .Where(readme => !File.Exists(readme) || File.ReadAllLines(readme).Length is < 5 or > 40));

    private static IEnumerable<Type> AllTypes() =>
        Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Skep", StringComparison.Ordinal) == true
                && !type.Name.Contains('<', StringComparison.Ordinal));

    [GeneratedRegex("`([A-Z][a-z]+(?:[A-Z][a-z0-9]*)+)`", RegexOptions.NonBacktracking)]
    private static partial Regex QuotedType();
}
