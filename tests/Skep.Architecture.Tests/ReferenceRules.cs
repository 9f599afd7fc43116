using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Skep.Architecture.Tests;

/// <summary>
/// Who may reference whom. The table is the one in CONTRIBUTING.md; a project not listed may reference nothing.
/// </summary>
public sealed class ReferenceRules
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Skep.Core"] = [],
        ["Skep.Images"] = ["Skep.Core"],
        ["Skep.Packages"] = ["Skep.Core"],
        ["Skep.Advisories"] = ["Skep.Core", "Skep.Packages"],
        ["Skep.Yaml"] = ["Skep.Core"],
        ["Skep.Secrets"] = ["Skep.Core", "Skep.Yaml"],
        ["Skep.Malware"] = ["Skep.Core"],
        ["Skep.Compliance"] = ["Skep.Core"],
        ["Skep.Policy"] = ["Skep.Core", "Skep.Yaml"],
        ["Skep.Reports"] = ["Skep.Core"],
        ["Skep.Engine"] =
        [
            "Skep.Core", "Skep.Images", "Skep.Packages", "Skep.Advisories", "Skep.Secrets", "Skep.Malware",
            "Skep.Compliance",
        ],
        ["Skep.Cli"] =
        [
            "Skep.Core", "Skep.Yaml", "Skep.Images", "Skep.Packages", "Skep.Advisories", "Skep.Secrets",
            "Skep.Malware", "Skep.Compliance", "Skep.Policy", "Skep.Reports", "Skep.Engine",
        ],
    };

    public static TheoryData<string> Projects => [.. Repository.Projects("src")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_references_only_what_the_table_allows(string project)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        Assert.True(Allowed.TryGetValue(name, out string[]? allowed), $"{name} is not in the table");

        Assert.Empty(References(project).Except(allowed));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_uses_what_it_references(string project)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        string[] used =
        [
            .. SourceFile.Product
                .Where(file => file.Project == name)
                .SelectMany(file => file.Nodes<UsingDirectiveSyntax>())
                .Select(directive => directive.NamespaceOrType.ToString() + "."),
        ];

        Rules.AssertNone(References(project).Where(reference =>
            !used.Any(space => space.StartsWith(reference + ".", StringComparison.Ordinal))));
    }

    [Fact]
    public void Core_has_no_packages() =>
        Assert.DoesNotContain("PackageReference", Repository.Read("src/Skep.Core/Skep.Core.csproj"));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_silences_no_warning_of_its_own(string project) =>
        Assert.DoesNotContain("NoWarn", File.ReadAllText(project));

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project)
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
}
