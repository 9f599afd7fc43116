using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    // Terms of the field that happen to end so: a Docker credential helper, Go's build info, the folder ../shared.
    private static readonly string[] FieldTerms = ["CredentialHelper", "GoBuildInfo", "SharedData"];

    /// <summary>Types of the platform, and words of other formats that look like types.</summary>
    private static readonly string[] Foreign = ["MemoryManager", "System", "TimeProvider"];

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
        Rules.AssertNone(
            from file in SourceFile.All
            from type in file.Nodes<BaseTypeDeclarationSyntax>()
            let name = type.Identifier.Text
            where Forbidden.Any(word => name.EndsWith(word, StringComparison.Ordinal)) && !FieldTerms.Contains(name)
            select file.At(type, name));

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
    public void Pages_name_only_what_exists()
    {
        HashSet<string> known = [.. SourceFile.All.SelectMany(file => file.Declared), .. Foreign];
        Rules.AssertNone(
            from page in Pages()
            from name in QuotedType().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value)
            where !known.Contains(name)
            select $"{Path.GetRelativePath(Repository.Root, page)}: {name}");
    }

    [Fact]
    public void Each_project_has_a_short_README() =>
        Rules.AssertNone(Repository.Projects("src")
            .Select(project => Path.Combine(Path.GetDirectoryName(project)!, "README.md"))
            .Where(readme => !File.Exists(readme) || File.ReadAllLines(readme).Length is < 5 or > 40));

    private static IEnumerable<string> Pages() =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md"),
        .. new[] { "src", "tests", "bench", "docs" }.SelectMany(folder => Directory.EnumerateFiles(
            Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)),
    ];

    private static IEnumerable<Type> AllTypes() =>
        Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Skep", StringComparison.Ordinal) == true
                && !type.Name.Contains('<', StringComparison.Ordinal));

    // Back-quoted words in this spelling are names in the code; all else is a path, a file or a command.
    [GeneratedRegex(@"`([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)*)(\.[A-Z]\w*)?(\(.*?\))?`", RegexOptions.NonBacktracking)]
    private static partial Regex QuotedType();
}
